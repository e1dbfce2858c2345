//! Statements of docs/SECURITY.md about the code, and the lints of the workspace.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{document, in_backquotes, sources};

/// The functions that open or renew a session.
const OPENERS: [&str; 4] = [
    "self.open_session(",
    "self.renew_session(",
    "self.enter(",
    "self.proceed(",
];

/// The folder of the rules.
const RULES: [&str; 2] = ["sessions.rs", "login.rs"];

/// A chapter of docs/SECURITY.md.
pub(super) fn chapter(title: &str) -> String {
    let security = document("docs/SECURITY.md");
    let (_, chapter) = security.split_once(&format!("\n## {title}\n")).unwrap();
    chapter.split("\n## ").next().unwrap().to_owned()
}

#[test]
fn entry_point_table_equals_the_routes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/src/service");
    let mut ways = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let text = fs::read_to_string(entry.path()).unwrap();
        let text: String = text.split_whitespace().collect();
        let name = entry.file_name().into_string().unwrap();
        let is_way = OPENERS.iter().any(|opener| text.contains(opener));
        if is_way && !RULES.contains(&&*name) {
            ways.insert(name);
        }
    }
    let chapter = chapter("Ways in");
    let rows = chapter.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.trim_matches('|').rsplit('|').next());
    let documented = cells
        .flat_map(in_backquotes)
        .map(str::to_owned)
        .collect::<BTreeSet<_>>();
    assert_eq!(documented, ways);
}

/// The place where a key is derived, up to the name of its purpose.
const DERIVERS: [&str; 3] = ["MacKeys::new(", ".derive(", ".derive::<"];

#[test]
fn each_purpose_of_a_key_is_documented() {
    let chapter = chapter("Keys");
    let documented = in_backquotes(&chapter);
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut count = 0;
    let folders = fs::read_dir(crates).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path().join("src"));
    for folder in folders.filter(|folder| folder.is_dir()) {
        for text in sources(&folder) {
            for deriver in DERIVERS {
                for made in text.split(deriver).skip(1) {
                    let arguments = made.split(')').next().unwrap();
                    if let Some(purpose) = arguments.split('"').nth(1) {
                        assert!(documented.contains(&purpose), "{purpose}");
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count >= 7, "{count} purposes");
}

#[test]
fn every_crate_forbids_unsafe_code() {
    let workspace = document("Cargo.toml");
    assert!(workspace.contains("\nunsafe_code = \"forbid\"\n"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = fs::read_dir(root.join("crates")).unwrap();
    let crates = crates.map(|entry| entry.unwrap().path());
    let members: Vec<_> = crates
        .chain([root.join("migration"), root.join("templates")])
        .collect();
    assert!(members.len() >= 12, "{members:?}");
    for member in members {
        let manifest = fs::read_to_string(member.join("Cargo.toml")).unwrap();
        assert!(
            manifest.contains("\n[lints]\nworkspace = true\n"),
            "{}",
            member.display()
        );
    }
}

#[test]
fn each_path_is_in_the_table_of_repeatable_requests() {
    let chapter = chapter("What one account may repeat");
    let rows = chapter.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.trim_matches('|').split('|').next());
    let mut documented: Vec<_> = cells.flat_map(in_backquotes).collect();
    let mut paths: Vec<_> = vestibule::Route::all()
        .map(vestibule::Route::path)
        .collect();
    documented.sort_unstable();
    paths.sort_unstable();
    assert_eq!(documented, paths);
}

/// The tests that each need names.
pub(super) fn recovery_requirements(chapter: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = chapter.lines().filter(|line| line.starts_with("| "));
    let cells = rows
        .skip(1)
        .map(|row| row.trim_matches('|').rsplit('|').next());
    cells.map(|cell| in_backquotes(cell.unwrap()))
}

/// Each attack is tested.
#[test]
fn each_recovery_requirement_names_a_test() {
    let chapter = chapter("The owner's way back");
    let named: Vec<_> = recovery_requirements(&chapter).collect();
    assert!(named.iter().all(|names| !names.is_empty()), "{named:?}");
    assert!(named.iter().flatten().count() >= 10, "{named:?}");
}
