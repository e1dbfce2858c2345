//! The documents tell the truth about the program.

use std::{collections::BTreeMap, fs, path::Path};

use clap::CommandFactory;
use vestibule::Config;

mod docs {
    mod asvs;
    mod commands;
    mod pages;
    mod properties;
    mod security;
    mod shell;
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
fn each_choice_is_documented_with_its_default_and_nothing_else_is() {
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

#[test]
fn each_invariant_names_a_test_that_exists() {
    let architecture = document("docs/ARCHITECTURE.md");
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let invariants = architecture.lines().filter(|line| line.starts_with("| I"));
    let mut count = 0;
    for row in invariants {
        let named = in_backquotes(row.rsplit('|').nth(1).unwrap());
        assert!(!named.is_empty(), "{row}");
        for name in named {
            assert!(is_a_proof(name, &sources), "{name} in: {row}");
        }
        count += 1;
    }
    assert!(count >= 10, "the table of the invariants is there");
}

/// `cve_2026_32700_…` is every test that begins so.
#[test]
fn each_advisory_names_a_test_that_exists() {
    let table = document("crates/web/tests/pages/advisories.rs");
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with("//! | "))
        .collect();
    assert_eq!(rows.len(), 1 + 40, "the head and all cases");
    for row in rows {
        let here = row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap();
        let names = here
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| name.contains('_'));
        for name in names {
            let test = name
                .strip_suffix('…')
                .map_or(format!("fn {name}("), |start| format!("fn {start}"));
            let exists = sources.iter().any(|text| text.contains(&test));
            assert!(exists, "{name} in: {row}");
        }
    }
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

/// A recipe or a test that exists.
fn is_a_proof(name: &str, sources: &[String]) -> bool {
    match name.strip_prefix("just ") {
        Some(recipe) => {
            let justfile = document("justfile");
            [":", " "]
                .iter()
                .any(|end| justfile.contains(&format!("\n{recipe}{end}")))
        }
        None => sources
            .iter()
            .any(|text| text.contains(&format!("fn {name}("))),
    }
}
