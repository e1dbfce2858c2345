//! The documents agree with the program.

use std::{collections::BTreeMap, fs, path::Path};

use clap::CommandFactory;
use vestibule::Config;

mod docs {
    mod asvs;
    mod commands;
    mod errors;
    mod events;
    mod extractors;
    mod features;
    mod limits;
    mod pages;
    mod proofs;
    mod properties;
    mod security;
    mod shell;
    mod troubleshooting;
    mod versions;
    mod wording;
}

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of a table whose first column is one name in backquotes.
fn rows(document: &str) -> BTreeMap<String, Vec<String>> {
    let cells = |line: &str| {
        line.trim_matches('|')
            .split(" | ")
            .map(|c| c.trim().into())
            .collect()
    };
    let lines = document.lines().filter(|line| line.starts_with("| `"));
    lines
        .map(cells)
        .map(|row: Vec<String>| (row[0].trim_matches('`').into(), row))
        .collect()
}

#[test]
fn configuration_reference_lists_exactly_the_options_and_defaults() {
    let mut documented = rows(&document("docs/CONFIGURATION.md"));
    for choice in Config::command().get_arguments() {
        let variable = choice.get_env().unwrap().to_str().unwrap();
        let row = documented
            .remove(variable)
            .unwrap_or_else(|| panic!("{variable} is missing"));
        let long = choice.get_long().unwrap();
        assert_eq!(
            long.replace('-', "_").to_uppercase(),
            variable,
            "as the page says"
        );
        if let [default] = choice.get_default_values() {
            assert_eq!(
                row[1],
                format!("`{}`", default.to_str().unwrap()),
                "{variable}"
            );
        }
        for value in choice.get_possible_values() {
            assert!(
                row[2].contains(&format!("`{}`", value.get_name())),
                "{variable}: {value:?}"
            );
        }
    }
    assert_eq!(
        documented.into_keys().collect::<Vec<_>>(),
        Vec::<String>::new()
    );
}

/// The tests and recipes that each invariant names.
fn invariants(properties: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = properties.lines().filter(|line| line.starts_with("| I"));
    rows.map(|row| in_backquotes(row.rsplit('|').nth(1).unwrap()))
}

#[test]
fn each_invariant_names_a_test() {
    let properties = document("docs/INVARIANTS.md");
    let named: Vec<_> = invariants(&properties).collect();
    assert!(named.len() >= 10, "the table of the invariants is there");
    assert!(named.iter().all(|names| !names.is_empty()), "{named:?}");
}

fn sources(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "target" && !name.to_string_lossy().starts_with('.') {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
    found
}

fn in_backquotes(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}
