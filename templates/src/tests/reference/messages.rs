use std::{collections::BTreeMap, fmt::Write, fs};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::Entry;

use super::{compare, path};
use crate::catalogue;

const INTRODUCTION: &str = include_str!("messages.md");

/// The text of each message in a file as it is written there.
fn texts(catalogue: &str) -> BTreeMap<String, String> {
    let (mut found, mut id) = (BTreeMap::<String, String>::new(), None);
    for line in catalogue.lines() {
        match line.split_once(" =") {
            Some((name, text)) if name.starts_with(|c: char| c.is_ascii_lowercase()) => {
                found.insert(name.to_owned(), text.trim().to_owned());
                id = Some(name);
            }
            _ if line.starts_with(' ') => {
                let text = found.get_mut(id.unwrap()).unwrap();
                *text = format!("{text} {}", line.trim());
            }
            _ => {}
        }
    }
    found
}

fn generated() -> String {
    let mut page = INTRODUCTION.to_owned();
    let mut folders: Vec<_> = fs::read_dir(path("templates/pages"))
        .unwrap()
        .map(|folder| folder.unwrap().path())
        .collect();
    folders.sort();
    for folder in folders {
        let text = fs::read_to_string(folder.join("en.ftl")).unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap();
        writeln!(
            page,
            "\n## `{name}`\n\n| key | variables | English text |\n|---|---|---|"
        )
        .unwrap();
        let resource = FluentResource::try_new(text.clone()).unwrap();
        let texts = texts(&text);
        let count = resource
            .entries()
            .filter(|entry| matches!(entry, Entry::Message(_)));
        assert_eq!(count.count(), texts.len(), "{name}");
        for (id, mut names) in catalogue::messages(&resource) {
            names.sort_unstable();
            names.dedup();
            let names: Vec<_> = names.iter().map(|name| format!("`${name}`")).collect();
            let names = names.join(", ");
            let text = texts[id].trim().replace('|', "\\|");
            writeln!(page, "| `{id}` | {names} | `{text}` |").unwrap();
        }
    }
    page + "\nNext: [Templates](templates.md) that show these messages.\n"
}

#[test]
fn reference_of_messages_is_up_to_date() {
    compare("docs/reference/messages.md", &generated());
}
