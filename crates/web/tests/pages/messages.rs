use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The text of each file of this kind in the folder and below it.
fn sources(folder: &Path, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
    found
}

/// The string argument of each `call`, where the call is not the end of a longer name.
fn quoted_after(source: &str, call: &str) -> Vec<String> {
    source
        .match_indices(call)
        .filter(|(at, _)| !source[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .filter_map(|(at, _)| {
            let behind = source[at + call.len()..].trim_start().strip_prefix('"')?;
            Some(behind.split('"').next().unwrap().to_owned())
        })
        .collect()
}

/// The literals that begin so.
fn keys<'a>(source: &'a str, beginning: &'a str) -> impl Iterator<Item = String> + 'a {
    let literals = source.split('"').skip(1).step_by(2);
    let keys = literals.filter(move |literal| literal.starts_with(beginning));
    keys.map(str::to_owned)
}

#[test]
fn used_and_defined_messages_are_the_same() {
    let root = Path::new(ROOT);
    let pages = root.join("templates/pages");
    let features = fs::read_dir(&pages).unwrap();
    let english: String = features
        .map(|feature| fs::read_to_string(feature.unwrap().path().join("en.ftl")).unwrap() + "\n")
        .collect();
    let exist: BTreeSet<_> = english
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
        .collect();
    let mut said = BTreeSet::new();
    for extension in ["html", "txt"] {
        for page in sources(&pages, extension) {
            said.extend(quoted_after(&page, "t("));
        }
    }
    let browsers = fs::read_to_string(root.join("templates/src/agent.rs")).unwrap();
    said.extend(quoted_after(&browsers, "Message::new("));
    for folder in ["crates/web/src", "templates/src/email"] {
        for code in sources(&root.join(folder), "rs") {
            for call in ["Message::new(", "HostMessage::Id("] {
                said.extend(quoted_after(&code, call));
            }
            said.extend(keys(&code, "").filter(|key| key.ends_with("-title")));
        }
    }
    let date = fs::read_to_string(root.join("templates/src/date.rs")).unwrap();
    said.extend(quoted_after(&date, "translate("));
    said.extend(keys(&date, "ago-"));
    let menu = fs::read_to_string(root.join("templates/src/settings_menu.rs")).unwrap();
    said.extend(keys(&menu, "settings-group-"));
    let brand = fs::read_to_string(root.join("templates/src/brand.rs")).unwrap();
    said.extend(keys(&brand, "base-"));
    assert!(said.len() > 60, "{said:?}");
    assert_eq!(said, exist);
}
