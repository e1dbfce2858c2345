//! Every test that a document names is in the list of the test runner (`just proofs`).

use std::{collections::BTreeSet, env, fs};

use super::{asvs, security, shell};
use crate::{document, in_backquotes, invariants};

/// The last column of the table of advisories.
fn advisories(table: &str) -> Vec<&str> {
    let rows = table.lines().filter(|line| line.starts_with("//! | "));
    let rows = rows.skip(1); // the head of the table
    rows.map(|row| row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap())
        .collect()
}

#[test]
fn each_advisory_has_a_row() {
    let table = document("crates/web/tests/pages/advisories.rs");
    assert_eq!(advisories(&table).len(), 40);
}

/// The names of all tests in the output of `cargo test -- --list`, without their modules.
fn tests(list: &str) -> BTreeSet<&str> {
    let paths = list.lines().filter_map(|line| line.strip_suffix(": test"));
    paths
        .map(|path| path.rsplit("::").next().unwrap_or(path))
        .collect()
}

/// Whether it is a recipe, or a test of the list. `cve_2026_32700_…` means each test with this prefix.
fn is_test_reference(name: &str, justfile: &str, tests: &BTreeSet<&str>) -> bool {
    if let Some(recipe) = name.strip_prefix("just ") {
        return shell::is_recipe(recipe, justfile);
    }
    match name.strip_suffix('…') {
        Some(start) => tests.iter().any(|test| test.starts_with(start)),
        None => tests.contains(name),
    }
}

#[test]
fn test_missing_from_the_runner_list_is_detected() {
    let tests =
        tests("fn commented_out() {}\ncontract::sqlite::links::link_is_consumed_once: test\n");
    let justfile = document("justfile");
    let is_test_reference = |name| is_test_reference(name, &justfile, &tests);
    assert!(is_test_reference("link_is_consumed_once"));
    assert!(is_test_reference("link_is_…"));
    assert!(is_test_reference("just proofs"));
    assert!(!is_test_reference("link_is"));
    assert!(!is_test_reference("commented_out"));
    assert!(!is_test_reference("just believe"));
}

#[test]
#[ignore = "needs the list of all tests: run `just proofs`"]
fn every_test_that_a_document_names_is_listed() {
    let list = env::var("VESTIBULE_TEST_LIST").expect("VESTIBULE_TEST_LIST names a file");
    let list = fs::read_to_string(list).unwrap();
    let (tests, justfile) = (tests(&list), document("justfile"));
    let properties = document("docs/INVARIANTS.md");
    let asvs = document("docs/ASVS.md");
    let owner = security::chapter("The owner's way back");
    let table = document("crates/web/tests/pages/advisories.rs");
    let advisories = advisories(&table).into_iter().flat_map(in_backquotes);
    let named = invariants(&properties)
        .flatten()
        .chain(asvs::rows(&asvs).into_iter().flat_map(|row| row.proof))
        .chain(security::recovery_requirements(&owner).flatten())
        .chain(advisories.filter(|name| name.contains(['_', ' '])))
        .chain(shell::proofs());
    let missing: BTreeSet<_> = named
        .filter(|name| !is_test_reference(name, &justfile, &tests))
        .collect();
    assert_eq!(missing, BTreeSet::new());
}
