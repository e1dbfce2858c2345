//! docs/COMMAND-LINE.md names every command with its arguments and options, and no other.

use std::collections::BTreeMap;

use clap::Command;

use crate::{document, in_backquotes, rows};

/// The commands that do something, as a user writes them, and the names of their options.
fn commands(command: &Command, path: &str, above: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for command in command.get_subcommands() {
        let path = format!("{path} {}", command.get_name());
        // The configuration has its own page.
        let own = command.get_arguments().filter(|a| a.get_env().is_none());
        let (places, options): (Vec<_>, Vec<_>) = own.partition(|a| a.is_positional());
        let options = options.iter().filter_map(|option| option.get_long());
        let mut options: Vec<_> = options.map(|name| format!("--{name}")).collect();
        options.extend_from_slice(above);
        options.sort_unstable();
        if command.has_subcommands() {
            found.extend(commands(command, &path, &options));
            continue;
        }
        let places = places.iter().map(|place| {
            let name = place.get_value_names().unwrap()[0].to_string();
            match place.is_required_set() {
                true => format!(" {name}"),
                false => format!(" [{name}]"),
            }
        });
        let written = format!("{path}{}", places.collect::<String>());
        found.insert(written.trim().to_owned(), options);
    }
    found
}

#[test]
fn command_reference_lists_exactly_the_commands_and_options() {
    let document = document("docs/COMMAND-LINE.md");
    let mut documented = BTreeMap::new();
    for section in document.split("\n### ").skip(1) {
        let section = section.split("\n## ").next().unwrap();
        let name = in_backquotes(section.lines().next().unwrap())[0];
        let options: Vec<_> = rows(section).into_keys().collect();
        documented.insert(name.to_owned(), options);
    }
    assert_eq!(documented, commands(&vestibule::command_line(), "", &[]));
}
