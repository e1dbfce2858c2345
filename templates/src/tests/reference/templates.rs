use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use super::{compare, path, structs};
use crate::{
    EmailPage, Page, TemplateError, embedded,
    page::{EachPage, for_each_page},
    tests::{ROUTES, reference::structs::Struct},
};

const INTRODUCTION: &str = include_str!("templates.md");

/// Templates without a context of their own.
const PARTS: [(&str, &str); 5] = [
    (
        "base.html",
        "The layout of every page. If the application has a `base.html`, the pages extend that one.",
    ),
    (
        "illustration.html",
        "The picture beside forms. An empty template removes it.",
    ),
    (
        "form.html",
        "Macros for the fields of forms: `{% import \"form.html\" as form %}`.",
    ),
    (
        "components.html",
        "Macros for badges and icons: `{% import \"components.html\" as components %}`.",
    ),
    (
        "settings_layout.html",
        "The frame of the settings pages, with their navigation. A page sets `here` to the name of its route, or to its path.",
    ),
];

/// The routes of pages that have no route of their own.
const SHOWN: [(&str, &str); 4] = [
    ("api_reference.html", "`/api/v1/docs`"),
    ("error.html", "every route, with an error status"),
    (
        "invalid_link.html",
        "the routes of emailed links, with status 410",
    ),
    ("registration_closed.html", "`users.register` (`/register`)"),
];

/// The names of blocks or macros in a template, in their order.
fn names<'a>(template: &'a str, statement: &str) -> Vec<&'a str> {
    let starts = template.split(statement).skip(1);
    let texts = starts.map(|rest| rest.split("%}").next().unwrap());
    texts
        .map(|text| text.trim_end_matches('-').trim())
        .filter(|text| !text.starts_with('_'))
        .collect()
}

fn list(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// All variables of the samples.
#[derive(Default)]
struct Contexts(BTreeMap<&'static str, (Option<&'static str>, BTreeSet<String>)>);

fn keys(context: &impl serde::Serialize) -> Vec<String> {
    let value = serde_json::to_value(context).unwrap();
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone())
        .collect()
}

impl EachPage for Contexts {
    fn page<P: Page>(&mut self) -> Result<(), TemplateError> {
        let keys = P::samples().iter().flat_map(keys).collect();
        self.0.insert(P::TEMPLATE, (P::ROUTE, keys));
        Ok(())
    }
}

/// The structs of the file that has the context of a template.
fn context_of(template: &str) -> Vec<Struct> {
    let wanted = format!("const TEMPLATE: &'static str = {template:?};");
    let files = std::fs::read_dir(path("templates/src/page")).unwrap();
    let sources = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let mut found = sources.filter(|source| source.contains(&wanted));
    structs::structs(&found.next().unwrap())
}

/// The rows of the variables; those of the elements of a list follow it.
fn rows(of: &Struct, all: &[Struct], prefix: &str, page: &mut String) {
    for field in &of.fields {
        let (name, kind, doc) = (&field.name, field.kind(), &field.doc);
        writeln!(page, "| `{prefix}{name}` | {kind} | {doc} |").unwrap();
        let element = field.element();
        if let Some(element) = all.iter().find(|s| Some(s.name.as_str()) == element) {
            rows(element, all, &format!("{prefix}{name}[]."), page);
        }
    }
}

fn section(page: &mut String, template: &str, all: &[Struct], keys: &BTreeSet<String>) {
    let Some(context) = all.iter().find(|s| s.name.ends_with("Page")) else {
        panic!("{template} has no context")
    };
    let documented: BTreeSet<_> = context.fields.iter().map(|f| f.name.clone()).collect();
    assert_eq!(&documented, keys, "{template}");
    writeln!(page, "\n{}", context.doc).unwrap();
    if documented.is_empty() {
        writeln!(page, "\nIt has no variables of its own.").unwrap();
        return;
    }
    writeln!(page, "\n| variable | type | meaning |\n|---|---|---|").unwrap();
    rows(context, all, "", page);
}

fn source(name: &str) -> &'static str {
    let found = embedded::templates()
        .iter()
        .find(|(other, _)| *other == name);
    found.unwrap().1
}

fn blocks(page: &mut String, name: &str) {
    let blocks = names(source(name), "{%- block ").into_iter();
    let mut blocks: Vec<_> = blocks.chain(names(source(name), "{% block ")).collect();
    blocks.sort_by_key(|block| source(name).find(&format!("block {block} ")));
    if !blocks.is_empty() {
        writeln!(page, "\nBlocks: {}.", list(&blocks)).unwrap();
    }
}

/// The table of the front page of this crate.
fn shared_names() -> String {
    let library = include_str!("../../lib.rs");
    let lines = library
        .lines()
        .filter_map(|line| line.strip_prefix("//! |"));
    let rows = lines.map(|line| structs::as_markdown(&format!("|{line}")));
    rows.collect::<Vec<_>>().join("\n")
}

fn generated() -> String {
    let mut page = INTRODUCTION.replace("{{ names }}", &shared_names());
    let mut contexts = Contexts::default();
    for_each_page(&mut contexts).unwrap();
    page += "\n## Pages\n";
    let mut left: BTreeSet<_> = embedded::templates()
        .iter()
        .map(|(name, _)| *name)
        .collect();
    for (template, (route, keys)) in &contexts.0 {
        left.remove(template);
        writeln!(page, "\n### `{template}`").unwrap();
        section(&mut page, template, &context_of(template), keys);
        blocks(&mut page, template);
        match route {
            Some(name) => {
                let (_, path) = ROUTES.iter().find(|(route, _)| route == name).unwrap();
                writeln!(page, "\nRoute: `{name}` (`{path}`).").unwrap();
            }
            None => {
                let mut shown = SHOWN.iter().filter(|(name, _)| name == template);
                let (_, by) = shown.next().unwrap();
                writeln!(page, "\nRoute: {by}.").unwrap();
            }
        }
    }
    page += "\n## Parts of pages\n";
    for (name, purpose) in PARTS {
        left.remove(name);
        writeln!(page, "\n### `{name}`\n\n{purpose}").unwrap();
        blocks(&mut page, name);
        let macros = names(source(name), "{% macro ");
        if !macros.is_empty() {
            page += "\n";
        }
        for signature in macros {
            writeln!(page, "- `{signature}`").unwrap();
        }
    }
    page += "\n## Emails\n";
    let email = structs::structs(include_str!("../../email/page.rs"));
    let keys = EmailPage::samples().iter().flat_map(keys).collect();
    writeln!(page, "\n### `mail.html` and `mail.txt`").unwrap();
    section(&mut page, "mail.html", &email, &keys);
    blocks(&mut page, "mail.html");
    page += "\n`mail.txt` has no blocks, and its values are not escaped.\n";
    left.remove("mail.html");
    left.remove("mail.txt");
    assert_eq!(left, BTreeSet::new(), "templates without a section");
    page + "\nNext: [Messages](messages.md) for the texts, [Customize the pages](../LOOK.md) for examples.\n"
}

#[test]
fn reference_of_templates_is_up_to_date() {
    compare("docs/reference/templates.md", &generated());
}
