//! docs/reference/errors.md has each error type of the public API with its crate, and no other.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{document, in_backquotes};

/// The context of a template: its name begins like that of an error.
const NO_ERROR: &str = "InvalidLinkPage";

fn is_named_like_an_error(name: &str) -> bool {
    let ends = ["Error", "Refused", "Denied"];
    let is_error = ends.iter().any(|end| name.ends_with(end)) || name.starts_with("Invalid");
    is_error && name != NO_ERROR
}

/// The public types of all crates, each with its package.
fn public_types() -> BTreeSet<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/public-api");
    let mut found = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let package = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let api = fs::read_to_string(&path).unwrap();
        for line in api.lines() {
            let line = line.trim_start_matches("#[non_exhaustive] ");
            let types = ["pub enum ", "pub struct "];
            let Some(path) = types.iter().find_map(|start| line.strip_prefix(start)) else {
                continue;
            };
            let name = path.split(['<', '(', ' ']).next().unwrap();
            let name = name.rsplit("::").next().unwrap().to_owned();
            found.insert((name, package.clone()));
        }
    }
    found
}

#[test]
fn error_reference_lists_exactly_the_public_error_types() {
    let page = document("docs/reference/errors.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let documented: BTreeSet<_> = rows
        .map(|row| {
            let names = in_backquotes(row);
            (names[0].to_owned(), names[1].to_owned())
        })
        .collect();
    let types = public_types();
    let unknown: Vec<_> = documented.difference(&types).collect();
    assert!(unknown.is_empty(), "not in docs/public-api: {unknown:?}");
    let errors = types
        .into_iter()
        .filter(|(name, _)| is_named_like_an_error(name));
    let missing: Vec<_> = errors.filter(|error| !documented.contains(error)).collect();
    assert!(missing.is_empty(), "not documented: {missing:?}");
}
