//! docs/reference/extractors.md has each extractor, response type and layer of the public API.

use std::collections::BTreeSet;

use crate::{document, in_backquotes};

/// The first name of each row of the table below a heading.
fn documented(page: &str, heading: &str) -> BTreeSet<String> {
    let (_, chapter) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let chapter = chapter.split("\n## ").next().unwrap();
    let lines = chapter.lines().skip_while(|line| !line.starts_with("| `"));
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| in_backquotes(row)[0].to_owned()).collect()
}

/// The types that implement one of the traits, without the module.
fn implementing(api: &str, traits: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in api.lines().filter(|line| line.starts_with("impl")) {
        let Some((left, of)) = line.split_once(" for vestibule_web::") else {
            continue;
        };
        let (left, name) = (format!("{left} "), of.split('<').next().unwrap());
        if traits
            .iter()
            .any(|name| left.contains(&format!("::{name}")))
        {
            found.insert(match left.contains("::OptionalFromRequestParts") {
                true => format!("Option<{name}>"),
                false => name.to_owned(),
            });
        }
    }
    found
}

/// The functions whose signature has the text.
fn functions(api: &str, part: &str) -> BTreeSet<String> {
    let lines = api.lines().filter(|line| line.contains(part));
    let names = lines.filter_map(|line| {
        let (_, rest) = line.split_once("fn vestibule_web::")?;
        Some(rest.split(['(', '<']).next()?.to_owned())
    });
    names.collect()
}

#[test]
fn extractors_responses_and_layers_of_the_public_api_are_documented() {
    let (page, api) = (
        document("docs/reference/extractors.md"),
        document("docs/public-api/vestibule-web.txt"),
    );
    let extractors = [
        "FromRequestParts<",
        "FromRequest<",
        "OptionalFromRequestParts<",
    ];
    assert_eq!(
        documented(&page, "Extractors"),
        implementing(&api, &extractors)
    );
    let mut responses = implementing(&api, &["IntoResponse ", "IntoResponseParts "]);
    responses.extend(functions(&api, "-> impl axum_core::response::"));
    assert_eq!(documented(&page, "Responses"), responses);
    let mut layers = functions(&api, "axum::middleware::from_fn::Next)");
    layers.extend(functions(&api, "fn vestibule_web::Vestibule::mount"));
    assert_eq!(documented(&page, "Layers"), layers);
}
