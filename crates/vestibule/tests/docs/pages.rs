//! Every page is in the book, every link has a target, and every example is compiled.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::document;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The paths of all pages below a folder of the repository.
pub(super) fn pages(folder: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            found.extend(pages(&path));
        } else if path.ends_with(".md") {
            found.insert(path);
        }
    }
    found
}

/// The lines outside of code blocks.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    page.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// The targets of its links, except those to other sites.
fn links(page: &str) -> Vec<String> {
    let text = prose(page).collect::<Vec<_>>().join("\n");
    let targets = text.split("](").skip(1);
    let targets = targets.map(|rest| rest.split(')').next().unwrap());
    let ours = targets.filter(|target| !target.contains("://"));
    ours.map(str::to_owned).collect()
}

/// As GitHub and mdBook name the heading of a section.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().chars();
    let kept = kept.filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn has_section(page: &str, wanted: &str) -> bool {
    prose(page).any(|line| line.starts_with('#') && anchor(line) == wanted)
}

#[test]
fn every_page_is_in_the_book_once() {
    let mut listed: Vec<_> = links(&document("docs/SUMMARY.md"));
    listed.sort_unstable();
    let pages = pages("docs").into_iter();
    let pages = pages.filter_map(|page| Some(page.strip_prefix("docs/")?.to_owned()));
    let pages: Vec<_> = pages.filter(|page| page != "SUMMARY.md").collect();
    assert_eq!(listed, pages);
}

#[test]
fn document_links_lead_to_existing_files_and_sections() {
    let mut count = 0;
    let mut dead = Vec::new();
    for page in pages("docs").into_iter().chain(["README.md".to_owned()]) {
        for link in links(&document(&page)) {
            let (file, section) = link.split_once('#').unwrap_or((&link, ""));
            let folder = Path::new(&page).parent().unwrap();
            let target = match file {
                "" => PathBuf::from(&page),
                file => folder.join(file),
            };
            let is_there = root().join(&target).exists()
                && (section.is_empty()
                    || has_section(&document(target.to_str().unwrap()), section));
            if !is_there {
                dead.push(format!("{page}: {link}"));
            }
            count += 1;
        }
    }
    assert_eq!(dead, Vec::<String>::new());
    assert!(count >= 50, "{count} links");
}

/// mdBook copies no files from outside of `docs`, so a link to one is broken in the built book.
#[test]
fn book_links_stay_inside_its_folder() {
    let mut outside = Vec::new();
    for page in pages("docs") {
        for link in links(&document(&page)) {
            let mut depth = page.matches('/').count() - 1; // of folders below `docs`
            let leaves = link.split('/').any(|part| match (part, depth) {
                ("..", 0) => true,
                ("..", _) => {
                    depth -= 1;
                    false
                }
                _ => {
                    depth += 1;
                    false
                }
            });
            if leaves || link.starts_with('/') {
                outside.push(format!("{page}: {link}"));
            }
        }
    }
    assert_eq!(outside, Vec::<String>::new());
}

/// crates.io resolves relative links against the folder of the crate, and docs.rs does not resolve
/// them.
#[test]
fn readme_of_the_crate_has_no_relative_link() {
    assert_eq!(links(&document("crates/vestibule/README.md")), [""; 0]);
}

/// The blocks of the tutorial are files of a project, which its own test compiles.
#[test]
fn every_rust_example_is_compiled() {
    let library = document("crates/vestibule/src/lib.rs");
    let is_compiled = |page: &str| {
        let name = page.strip_prefix("docs/").unwrap_or(page);
        name == "TUTORIAL.md" || library.contains(&format!("include_str!(\"../docs/{name}\")"))
    };
    for page in pages("docs").into_iter().chain(["README.md".to_owned()]) {
        assert!(
            is_compiled(&page) || !document(&page).contains("\n```rust"),
            "no test compiles the examples of {page}"
        );
    }
}
