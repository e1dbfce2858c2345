//! The front page of each published crate has a table of its Cargo features, with their defaults.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use serde_json::Value;

use crate::document;

/// Each feature, and whether it is enabled by default.
type Features = BTreeMap<String, bool>;

struct Package {
    name: String,
    features: Features,
    front_page: String,
}

fn packages() -> Vec<Package> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root)
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let is_published = |package: &&Value| package["publish"].is_null();
    packages.filter(is_published).map(package).collect()
}

fn package(package: &Value) -> Package {
    let targets = package["targets"].as_array().unwrap().iter();
    let mut libraries = targets.filter(|target| target["kind"][0] == "lib");
    let library = libraries.next().unwrap()["src_path"].as_str().unwrap();
    Package {
        name: package["name"].as_str().unwrap().to_owned(),
        features: features(&package["features"]),
        front_page: front_page(&fs::read_to_string(library).unwrap()),
    }
}

fn features(declared: &Value) -> Features {
    let by_default = |name: &str| {
        let list = declared["default"].as_array();
        list.is_some_and(|list| list.iter().any(|feature| feature == name))
    };
    let names = declared.as_object().unwrap().keys();
    names
        .filter(|name| *name != "default")
        .map(|name| (name.clone(), by_default(name)))
        .collect()
}

/// The inner doc comment of a file.
fn front_page(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| format!("{}\n", line.trim())).collect()
}

/// The rows below the heading `# Features`.
fn table(front_page: &str) -> Features {
    let section = front_page.split_once("# Features\n");
    let section = section.map_or("", |(_, section)| section);
    let section = section.split("\n# ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let is_default = match cells[2] {
            "yes" => true,
            "no" => false,
            other => panic!("{row}: the default is yes or no, not {other:?}"),
        };
        assert!(!cells[3].is_empty(), "{row}: the meaning is missing");
        (cells[1].trim_matches('`').to_owned(), is_default)
    })
    .collect()
}

#[test]
fn front_page_lists_the_features_of_each_published_crate() {
    let packages = packages();
    assert!(packages.len() >= 20, "cargo lists the published crates");
    for package in packages {
        assert_eq!(
            table(&package.front_page),
            package.features,
            "{}: the table of its front page and its Cargo.toml",
            package.name
        );
    }
}

#[test]
fn front_page_names_documents_that_exist() {
    for package in packages() {
        let words = package.front_page.split('`');
        for page in words.filter(|word| word.starts_with("docs/") && word.ends_with(".md")) {
            document(page);
        }
    }
}

#[test]
fn feature_table_of_a_front_page_is_parsed() {
    let page = front_page(
        "//! A crate.\n//!\n//! # Features\n//!\n//! | feature | default | meaning |\n//! |---|---|---|\n//! | `a` | yes | One. |\n//! | `b` | no | Two. |\n//!\n//! # More\n//!\n//! | `c` | x |\n\nuse std;\n",
    );
    let expected = [("a".to_owned(), true), ("b".to_owned(), false)];
    assert_eq!(table(&page), Features::from(expected));
    assert_eq!(table("No features."), Features::new());
}
