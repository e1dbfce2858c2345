//! docs/reference/routes.md has each route with its methods and its limits by network.

use super::*;
use crate::http::attempt::Attempt;

fn in_words(attempt: Attempt) -> &'static str {
    match attempt {
        Attempt::Password => "passwords",
        Attempt::Registration => "registrations",
        Attempt::Email => "emails",
        Attempt::Link => "links",
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// The methods that `Allow` names, without HEAD, which each GET brings.
fn methods(page: &PageRoute) -> String {
    let handlers = format!("{:?}", (page.handlers)());
    let (_, allow) = handlers.split_once("allow_header: Bytes(b\"").unwrap();
    let allow = allow.split('"').next().unwrap().split(',');
    joined(allow.filter(|method| *method != "HEAD"))
}

#[test]
fn documented_routes_are_those_of_the_features() {
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/reference/routes.md"
    );
    let page = std::fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once("\n## All routes\n").unwrap();
    let rows = table.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    let documented: Vec<_> = rows
        .map(|row| {
            let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [path, name, methods, _, limits] = cells[..] else {
                panic!("five columns: {row}")
            };
            [path, name, methods, limits].map(|cell| cell.trim_matches('`').to_owned())
        })
        .collect();
    let registered: Vec<_> = pages()
        .map(|page| {
            let limits = joined(page.limits.iter().map(|limit| in_words(*limit)));
            let limits = if limits.is_empty() { "none" } else { &limits };
            let (path, name) = (page.route.path(), page.route.name());
            [path.into(), name.into(), methods(page), limits.into()]
        })
        .collect();
    let sorted = |mut rows: Vec<[String; 4]>| {
        rows.sort_unstable();
        rows
    };
    assert_eq!(sorted(documented), sorted(registered));
}
