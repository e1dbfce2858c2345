//! docs/troubleshooting.md has every warning and every error of the log.

use std::{fs, path::Path};

use crate::{document, sources};

const MACROS: [&str; 2] = ["warn!(", "error!("];

/// The code of a file, without comments and without the module of its tests.
fn code(source: &str) -> String {
    let code = source.split("\n#[cfg(test)]\nmod ").next().unwrap();
    let lines = code.lines().map(str::trim);
    let lines = lines.filter(|line| !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The string literals of an expression, each on one line.
fn literals(expression: &str) -> Vec<String> {
    let joined = expression.replace("\\\n", "");
    let masked = joined.replace("\\\"", "\u{0}");
    let literals = masked.split('"').skip(1).step_by(2);
    literals.map(|text| text.replace('\u{0}', "\"")).collect()
}

/// Everything up to the closing parenthesis.
fn inside(text: &str) -> &str {
    let (mut depth, mut is_literal, mut is_escaped) = (1, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_literal,
            '"' => is_literal ^= true,
            '(' if !is_literal => depth += 1,
            ')' if !is_literal => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

/// The messages that a file logs: of each macro, its longest literal.
fn messages(source: &str) -> Vec<String> {
    let code = code(source);
    let calls = MACROS.iter().flat_map(|name| {
        let calls = code.match_indices(name);
        calls.filter(|(at, _)| !code[..*at].ends_with('_')) // `compile_error!`
    });
    let bodies = calls.map(|(at, name)| inside(&code[at + name.len()..]));
    bodies
        .filter_map(|body| literals(body).into_iter().max_by_key(String::len))
        .collect()
}

/// What is between the values, names and methods of a message.
fn fixed_parts(message: &str) -> impl Iterator<Item = &str> {
    let parts = message.split(['{', '}', '`']).step_by(2);
    parts.map(str::trim).filter(|part| part.len() > 2)
}

#[test]
fn every_warning_and_error_of_the_log_is_explained() {
    let page = document("docs/troubleshooting.md");
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = fs::read_dir(crates).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path().join("src"));
    let (mut count, mut missing) = (0, Vec::new());
    for source in folders.filter(|f| f.is_dir()).flat_map(|f| sources(&f)) {
        for message in messages(&source) {
            count += 1;
            if !fixed_parts(&message).all(|part| page.contains(part)) {
                missing.push(message);
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(count >= 30, "{count} messages");
}

#[test]
fn log_message_is_found_in_its_macro() {
    let source = "fn f() {\n    warn!(\n        error = %error(\"x\"),\n        \"one \\\n         two {}\"\n    );\n}";
    assert_eq!(messages(source), ["one two {}"]);
}
