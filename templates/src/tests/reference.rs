//! The pages of docs/reference/ about templates, forms and messages agree with this crate.

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use vestibule_domain::User;

use super::{builder, user};
use crate::{LayoutContext, Page, TemplateError, Templates, page::EachPage};

mod forms;
mod messages;
mod structs;
mod templates;

/// A file of the repository, such as `docs/reference/routes.md`.
fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", name].iter().collect()
}

fn document(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The cells of the rows of the first table below a heading, without its head.
fn table<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, chapter) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let chapter = chapter.split("\n## ").next().unwrap();
    let lines = chapter.lines().skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().trim_matches('`')).collect()
    })
    .collect()
}

/// Compares a generated page with the one of the book, or writes it there (`just reference`).
fn compare(name: &str, generated: &str) {
    if env::var_os("VESTIBULE_UPDATE_REFERENCE").is_some() {
        fs::write(path(name), generated).unwrap();
    }
    let is_same = document(name) == generated;
    assert!(is_same, "{name} is outdated: run `just reference`");
}
