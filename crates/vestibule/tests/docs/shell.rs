//! A test runs each command of the documents, or the program parses it.

use clap::CommandFactory;
use vestibule::Config;

use super::pages::pages;
use crate::document;

/// Pages whose commands a test runs one after the other, and that test.
const RUN: [(&str, &str); 4] = [
    ("docs/API.md", "openapi_examples_work_in_sequence"),
    (
        "docs/MOVING-FROM.md",
        "accounts_are_exported_from_postgres_with_the_documented_commands",
    ),
    ("docs/TUTORIAL.md", "tutorial_shop_works_after_each_step"),
    (
        "docs/tutorials/protect-an-application.md",
        "tutorial_protects_an_application",
    ),
];

/// Commands of this repository, and the recipe that does the same. At a terminal, the program asks a
/// user questions.
const ELSEWHERE: [(&str, &str); 3] = [
    ("cargo run -p cookieshop", "just browser"),
    ("cargo test", "just test"),
    (
        "cargo run -p vestibule --no-default-features --features sqlite --example terminal",
        "just terminal",
    ),
];

/// The tests and recipes that run the commands that are not run here.
pub(super) fn proofs<'a>() -> impl Iterator<Item = &'a str> {
    RUN.iter().chain(&ELSEWHERE).map(|(_, proof)| *proof)
}

/// The lines of its shell blocks.
fn lines(page: &str) -> Vec<&str> {
    let blocks = page.split("\n```sh\n").skip(1);
    let blocks = blocks.map(|block| block.split("\n```").next().unwrap());
    blocks.flat_map(str::lines).collect()
}

/// `NAME=value … vestibule …`, whose output may go into a file: existing options, and a command line
/// that the program accepts.
fn is_understood(line: &str) -> bool {
    let line = line.split(" >").next().unwrap();
    let words: Vec<_> = line.split(' ').collect();
    let choices = words.iter().take_while(|word| word.contains('='));
    let count = choices.clone().count();
    let config = Config::command();
    let is_choice = |name: &str| {
        config
            .get_arguments()
            .any(|a| a.get_env() == Some(name.as_ref()))
    };
    let are_choices = choices
        .map(|word| word.split('=').next().unwrap())
        .all(is_choice);
    let command = &words[count..];
    let is_command = match command.first() {
        None => true,
        Some(&"vestibule") => vestibule::command_line()
            .try_get_matches_from(command)
            .is_ok(),
        Some(_) => false,
    };
    are_choices && is_command
}

/// Whether the justfile has the recipe.
pub(super) fn is_recipe(recipe: &str, justfile: &str) -> bool {
    let is_head = |line: &str| {
        line.strip_prefix(recipe)
            .is_some_and(|rest| rest.starts_with([':', ' ']))
    };
    justfile.lines().any(is_head)
}

#[test]
fn every_documented_command_is_run_or_parsed() {
    let justfile = document("justfile");
    let mut unknown = Vec::new();
    for page in pages("docs").into_iter().chain(["README.md".to_owned()]) {
        if RUN.iter().any(|(run, _)| *run == page) {
            continue;
        }
        for line in lines(&document(&page)) {
            let command = line.split(" #").next().unwrap().trim();
            let is_elsewhere = ELSEWHERE.iter().any(|(known, _)| *known == command);
            let recipe = command.strip_prefix("just ");
            let is_here = recipe.is_some_and(|recipe| is_recipe(recipe, &justfile));
            if !is_elsewhere && !is_here && !is_understood(command) {
                unknown.push(format!("{page}: {line}"));
            }
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
}

#[test]
fn unknown_documented_command_is_detected() {
    assert!(is_understood(
        "PUBLIC_URL=https://shop.example vestibule check"
    ));
    assert!(!is_understood("vestibule users destroy alice@example.com"));
    assert!(!is_understood("PUBLIC_ADDRESS=https://shop.example"));
    assert!(!is_understood("rm -r data"));
}
