//! docs/ASVS.md assesses every requirement once, and each claim names a test.

use std::collections::BTreeMap;

use crate::{document, in_backquotes};

/// Every requirement of the chapters that the document covers, with its level.
const STANDARD: &str = include_str!("asvs.txt");

/// `| 6.1.1 | 1 | requirement | state | how | proof |`
pub(super) struct Row<'a> {
    number: &'a str,
    level: &'a str,
    state: &'a str,
    how: &'a str,
    pub(super) proof: Vec<&'a str>,
}

pub(super) fn rows(document: &str) -> Vec<Row<'_>> {
    let lines = document.lines().filter(|line| {
        line.strip_prefix("| ")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    lines
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [number, level, _, state, how, proof] = cells[..] else {
                panic!("six columns: {line}")
            };
            let proof = in_backquotes(proof);
            Row {
                number,
                level,
                state,
                how,
                proof,
            }
        })
        .collect()
}

/// `- 4.3.1, 4.3.2: the reason` lists requirements that do not apply.
fn left_out(document: &str) -> impl Iterator<Item = &str> {
    let lines = document.lines().filter_map(|line| line.strip_prefix("- "));
    let lists = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    lists.flat_map(|line| {
        let (numbers, reason) = line
            .split_once(": ")
            .unwrap_or_else(|| panic!("why? {line}"));
        assert!(!reason.is_empty(), "why? {line}");
        numbers.split(", ")
    })
}

#[test]
fn every_asvs_requirement_is_assessed_once_with_its_level() {
    let asvs = document("docs/ASVS.md");
    let levels: BTreeMap<_, _> = STANDARD
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .collect();
    let mut checked = BTreeMap::<&str, u32>::new();
    for row in rows(&asvs) {
        assert_eq!(levels.get(row.number), Some(&row.level), "{}", row.number);
        *checked.entry(row.number).or_default() += 1;
    }
    for number in levels
        .keys()
        .filter(|n| n.starts_with("6.") || n.starts_with("7."))
    {
        assert!(checked.contains_key(number), "{number} has no row");
    }
    for number in left_out(&asvs) {
        assert!(levels.contains_key(number), "{number} is in no chapter");
        *checked.entry(number).or_default() += 1;
    }
    for number in levels.keys() {
        assert_eq!(checked.get(number), Some(&1), "{number} is checked once");
    }
}

#[test]
fn met_requirements_name_a_test_and_others_a_reason() {
    let asvs = document("docs/ASVS.md");
    for row in rows(&asvs) {
        let number = row.number;
        assert!(!row.how.is_empty(), "{number} says neither how nor why");
        match row.state {
            "met" | "if set" => assert!(!row.proof.is_empty(), "{number} names no proof"),
            "not met" | "not ours" => {}
            other => panic!("{number}: {other:?} is no state"),
        }
    }
}
