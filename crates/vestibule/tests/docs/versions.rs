//! docs/reference/crates.md has the crates, features and versions of the `Cargo.toml` files.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{document, rows};

/// What stands between a heading of a `Cargo.toml` and the next one.
fn section<'a>(manifest: &'a str, heading: &str) -> &'a str {
    let (_, section) = manifest
        .split_once(&format!("\n[{heading}]\n"))
        .unwrap_or_default();
    section.split("\n[").next().unwrap()
}

/// The features of a `Cargo.toml` in the form of the page, each with whether it is enabled by default.
fn features(manifest: &str) -> BTreeSet<(String, &'static str)> {
    let section = section(manifest, "features");
    let lines = section.lines().filter_map(|line| line.split_once(" = ["));
    let lines: Vec<_> = lines.collect();
    let default = lines.iter().find(|(name, _)| *name == "default");
    let default = default.map_or("", |(_, list)| list);
    let names = lines.iter().filter(|(name, _)| *name != "default");
    names
        .map(|(name, _)| {
            let is_default = default.contains(&format!("{name:?}"));
            ((*name).to_owned(), if is_default { "yes" } else { "no" })
        })
        .collect()
}

fn chapter<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, chapter) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    chapter.split("\n## ").next().unwrap()
}

#[test]
fn features_are_documented_with_their_defaults() {
    let page = document("docs/reference/crates.md");
    for (package, manifest) in [
        ("vestibule", "crates/vestibule/Cargo.toml"),
        ("vestibule-server", "crates/server/Cargo.toml"),
    ] {
        let documented = rows(chapter(&page, &format!("Features of `{package}`")));
        let documented: BTreeSet<_> = documented
            .into_iter()
            .map(|(name, row)| (name, if row[1] == "yes" { "yes" } else { "no" }))
            .collect();
        assert_eq!(documented, features(&document(manifest)), "{package}");
    }
}

#[test]
fn published_crates_are_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = fs::read_dir(root.join("crates")).unwrap();
    let folders = crates.map(|folder| folder.unwrap().path());
    let folders = folders.chain([root.join("migration"), root.join("templates")]);
    let manifests = folders.filter_map(|folder| fs::read_to_string(folder.join("Cargo.toml")).ok());
    let published: BTreeSet<_> = manifests
        .filter(|manifest| !manifest.contains("\npublish = false\n"))
        .map(|manifest| {
            let (_, name) = manifest.split_once("name = \"").unwrap();
            name.split('"').next().unwrap().to_owned()
        })
        .collect();
    let page = document("docs/reference/crates.md");
    let documented: BTreeSet<_> = rows(chapter(&page, "Crates")).into_keys().collect();
    assert_eq!(documented, published);
}

/// The version of a dependency in Cargo.lock, up to the part that may break the public API.
fn locked(name: &str) -> String {
    let lock = document("Cargo.lock");
    let (_, package) = lock
        .split_once(&format!("\nname = {name:?}\nversion = \""))
        .unwrap();
    let version = package.split('"').next().unwrap();
    version.split('.').take(2).collect::<Vec<_>>().join(".")
}

#[test]
fn documented_versions_are_those_of_the_manifests() {
    let page = document("docs/reference/crates.md");
    let chapter = chapter(&page, "Versions");
    let is_said = |name: &str, version: &str| {
        let row = format!("| {name} | {version} |");
        assert!(chapter.contains(&row), "{row}");
    };
    let workspace = document("Cargo.toml");
    let (_, rust) = workspace.split_once("rust-version = \"").unwrap();
    is_said("Rust", rust.split('"').next().unwrap());
    for name in ["axum", "sea-orm", "sqlx"] {
        is_said(name, &locked(name));
    }
}
