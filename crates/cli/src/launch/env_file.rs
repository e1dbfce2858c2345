use std::{env, fmt::Write, fs, io};

use vestibule_domain::ErrorChain;

mod parse;

use parse::{Mistake, parse};

const ENV_FILE: &str = ".env";

/// Adds what is in `.env` to the environment. A variable that is there already and not empty
/// wins.
pub(super) fn read() -> Result<(), String> {
    let entries = entries()?;
    let is_unset = |name: &str| env::var_os(name).is_none_or(|value| value.is_empty());
    let missing = entries.iter().filter(|(name, _)| is_unset(name));
    // dotenvy would read another value than the operator wrote: it expands `$`. It is given each
    // value with everything escaped that means something to it, and sets the variables.
    let mut escaped = String::new();
    for (name, value) in missing {
        let _ = write!(escaped, "{name}=\"");
        for c in value.chars() {
            match c {
                '\n' => escaped.push_str("\\n"),
                '\\' | '"' | '$' => escaped.extend(['\\', c]),
                c => escaped.push(c),
            }
        }
        escaped.push_str("\"\n");
    }
    dotenvy::from_read_override(escaped.as_bytes()).map_err(|_| format!("cannot read {ENV_FILE}")) // its own words repeat the value
}

/// The names in `.env`, in their order.
pub(super) fn names() -> Vec<String> {
    let entries = entries().unwrap_or_default();
    entries.into_iter().map(|(name, _)| name).collect()
}

/// Names and values. No message repeats a line, which may be that of the secret key.
fn entries() -> Result<Vec<(String, String)>, String> {
    let text = match fs::read_to_string(ENV_FILE) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("cannot read {ENV_FILE}: {}", ErrorChain(&error))),
    };
    parse(&text).map_err(|Mistake { line, what }| format!("invalid {ENV_FILE}: line {line} {what}"))
}
