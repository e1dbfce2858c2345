//! Documents, comments and messages use the terms of the glossary, and name the subject of a sentence.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::pages::pages;
use crate::document;

/// Words without a subject, and names of earlier versions, each with what to write.
const WORDS: [(&str, &str); 16] = [
    ("whoever", "the user, the client, the operator"),
    ("whomever", "the user, the client, the operator"),
    ("nobody", "no user, no client"),
    ("somebody", "a user, a client"),
    ("anybody", "any user, any client"),
    ("everybody", "all users"),
    ("stranger", "visitor, unauthenticated client"),
    ("strangers", "visitors, unauthenticated clients"),
    ("intention", "operation"),
    ("intentions", "operations"),
    ("postman", "mail worker"),
    ("housekeeper", "purge task"),
    ("log-in", "login, or the verb log in"),
    ("log-ins", "logins"),
    ("log-out", "logout, or the verb log out"),
    ("gatekeeper", "access policy"),
];

fn found<'a>(text: &str, words: &'a [(&str, &str)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let text = text.to_lowercase();
    let is_there = move |word: &str| {
        text.split(|c: char| !c.is_alphabetic() && c != '-' && c != '_' && c != '@')
            .any(|found| found == word)
    };
    words
        .iter()
        .copied()
        .filter(move |(word, _)| is_there(word))
}

/// The files below a folder whose name has the extension, except this one, which has the list.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .flat_map(|entry| {
            let path = entry.path();
            let installed = ["target", "node_modules"]
                .iter()
                .any(|name| path.ends_with(name));
            if path.is_dir() && !installed {
                return files(&path, extension);
            }
            let is_one = path.extension().is_some_and(|e| e == extension);
            let is_this = path.ends_with("tests/docs/wording.rs");
            if is_one && !is_this {
                vec![path]
            } else {
                vec![]
            }
        })
        .collect()
}

/// The folders with code of Rust, tests and benchmarks included.
fn code(root: &Path) -> impl Iterator<Item = PathBuf> {
    let crates = fs::read_dir(root.join("crates")).unwrap();
    let crates = crates.map(|entry| entry.unwrap().path());
    let packages = crates.chain([root.join("templates"), root.join("migration")]);
    let folders = |package: PathBuf| ["src", "tests", "benches"].map(|name| package.join(name));
    packages.flat_map(folders).filter(|folder| folder.is_dir())
}

/// The comments of a file of Rust.
fn comments(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter_map(|line| line.split_once("//").map(|(_, comment)| comment))
}

#[test]
fn documents_use_standard_terms() {
    let pages = pages("docs").into_iter().chain(["README.md".to_owned()]);
    let mut wrong = Vec::new();
    // The changelog tells which names were replaced.
    for page in pages.filter(|page| !page.ends_with("CHANGELOG.md")) {
        for (number, line) in document(&page).lines().enumerate() {
            let found = found(line, &WORDS).map(|word| format!("{page}:{}: {word:?}", number + 1));
            wrong.extend(found);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn comments_and_messages_use_standard_terms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut wrong = Vec::new();
    let mut look = |path: &Path, text: &str| {
        wrong.extend(found(text, &WORDS).map(|word| format!("{}: {word:?}", path.display())));
    };
    for path in code(&root).flat_map(|folder| files(&folder, "rs")) {
        let source = fs::read_to_string(&path).unwrap();
        comments(&source).for_each(|comment| look(&path, comment));
    }
    for path in files(&root.join("templates/pages"), "ftl") {
        look(&path, &fs::read_to_string(&path).unwrap());
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn listed_word_is_detected() {
    let of = |text| {
        found(text, &WORDS)
            .map(|(word, _)| word)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("Whoever logs in, somebody waits"),
        ["whoever", "somebody"]
    );
    assert_eq!(of("An unauthenticated client; nobody@example.com"), [""; 0]);
}
