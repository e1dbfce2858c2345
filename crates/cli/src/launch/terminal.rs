use std::{
    error::Error,
    io::{self, BufRead, IsTerminal, Read, Write},
};

use serde::Serialize;
use vestibule_domain::PlainPassword;
use zeroize::Zeroizing;

/// Longer than any password that is accepted.
const LONGEST_LINE: u64 = 16 * 1024;

/// Standard output takes no more, for example because a disk is full.
#[derive(Debug, thiserror::Error)]
#[error("cannot write to standard output")]
pub(super) struct Unwritten(#[from] io::Error);

/// Prints a line on standard output. Colors go to terminals only.
pub(super) fn say(line: &str) -> Result<(), Unwritten> {
    let mut output = anstream::stdout();
    let written = writeln!(output, "{line}").and_then(|()| output.flush());
    Ok(unless_closed(written)?)
}

/// A reader that closed its end of a pipe has read enough: that is no error.
pub(super) fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Prints JSON in one line.
pub(super) fn say_json(what: &impl Serialize) -> Result<(), Unwritten> {
    let text = serde_json::to_string(what).map_err(io::Error::from)?;
    say(&escape(&text, |c| format!("\\u{:04x}", u32::from(c))))
}

/// Counts things by a noun that takes an `s`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

/// Takes out numbers that say nothing to an operator: those of the system's errors, as in `File
/// exists (os error 17)`, and PostgreSQL's lines in its own source, as in `role "shop" does not
/// exist at line 768`.
pub(super) fn without_numbers(text: &str) -> String {
    let text = without(text, " (os error ", ")");
    match text.contains("error returned from database") {
        true => without(&text, " at line ", ""),
        false => text,
    }
}

/// Takes out each number between these two.
fn without(text: &str, before: &str, behind: &str) -> String {
    let mut parts = text.split(before);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest
            .strip_prefix(behind)
            .filter(|_| rest.len() < part.len())
        {
            Some(rest) => shown += rest,
            None => shown = shown + before + part,
        }
    }
    shown
}

/// Untrusted text without control characters that move the cursor or change the reading direction.
pub(super) fn shown(text: &str) -> String {
    escape(text, |c| c.escape_unicode().to_string())
}

fn escape(text: &str, how: impl Fn(char) -> String) -> String {
    let shown = text.chars().map(|c| match is_hostile(c) {
        true => how(c),
        false => c.to_string(),
    });
    shown.collect()
}

/// Control characters, and the formatting ones of bidirectional texts (Unicode 16, chapter 23).
/// All have a number of four digits.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        )
        || matches!(c, '\u{2066}'..='\u{2069}')
}

/// Asks twice, and shows nothing of what is typed.
pub(super) fn ask_password() -> Result<PlainPassword, Box<dyn Error>> {
    let ask = |prompt| rpassword::prompt_password(prompt).map(PlainPassword::new);
    let no_terminal =
        |error| format!("cannot prompt for the password: {error} (use --password-stdin)");
    let password = ask("Password: ").map_err(no_terminal)?;
    match ask("Repeat the password: ").map_err(no_terminal)? == password {
        true => Ok(password),
        false => Err("the passwords differ: enter the same password twice".into()),
    }
}

/// The first line of standard input.
pub(super) fn read_password() -> Result<PlainPassword, Box<dyn Error>> {
    let mut line = Zeroizing::new(String::new());
    let stdin = io::stdin().lock();
    stdin.take(LONGEST_LINE).read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']);
    match password {
        "" => Err("no password on standard input".into()),
        password => Ok(PlainPassword::new(password.to_owned())),
    }
}

/// Asks for a confirmation on the terminal. Returns `false` without a terminal.
pub(super) fn confirm(question: &str) -> Result<bool, Box<dyn Error>> {
    if !io::stdin().is_terminal() {
        return Err(
            "cannot ask for confirmation: standard input is not a terminal (use --yes)".into(),
        );
    }
    write!(io::stderr(), "{question} [y/N] ")?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn os_error_codes_are_removed_from_messages() {
        let database = "cannot open the database: error returned from database: ";
        for (text, expected) in [
            ("File exists (os error 17)", "File exists"),
            ("a (os error 2): b (os error 13)", "a: b"),
            ("it (os error x)", "it (os error x)"),
            ("page.html at line 7", "page.html at line 7"),
            (
                &format!("{database}no role at line 768"),
                &format!("{database}no role"),
            ),
        ] {
            assert_eq!(without_numbers(text), expected);
        }
    }
}
