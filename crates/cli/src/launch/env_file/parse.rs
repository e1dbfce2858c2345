//! The syntax of `.env`: what python-dotenv and Node.js agree on. Nothing is expanded.

/// A line that can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) line: usize,
    pub(super) what: &'static str,
}

const NO_VALUE: &str = "is not NAME=value";
const UNCLOSED: &str = "opens a quotation mark that is not closed";
const BEHIND_QUOTE: &str =
    "goes on behind a closing quotation mark: put the whole value in quotation marks";
const ESCAPE: &str = "has an unknown escape: put a value with \\ in single quotation marks";
const NUL: &str = "has a NUL character";

/// Reads names and values, in their order. Where a name is there again, the last value counts.
pub(super) fn parse(text: &str) -> Result<Vec<(String, String)>, Mistake> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut entries, mut rest) = (Vec::<(String, String)>::new(), text);
    while !rest.is_empty() {
        let read = &text[..text.len() - rest.len()];
        let (entry, behind) = entry(rest).map_err(|what| Mistake {
            line: read.matches('\n').count() + 1,
            what,
        })?;
        if let Some((name, value)) = entry {
            entries.retain(|(other, _)| *other != name);
            entries.push((name, value));
        }
        rest = behind;
    }
    Ok(entries)
}

/// A name and its value, unless the line is blank or a comment, and what is behind it.
type Entry<'a> = (Option<(String, String)>, &'a str);

fn entry(text: &str) -> Result<Entry<'_>, &'static str> {
    let (line, behind) = split_line(text);
    if line.trim().is_empty() || line.trim_start().starts_with('#') {
        return Ok((None, behind));
    }
    let (name, value) = line.split_once('=').ok_or(NO_VALUE)?;
    let name = name.trim();
    let name = match name.strip_prefix("export") {
        Some(exported) if exported.starts_with([' ', '\t']) => exported.trim_start(),
        _ => name,
    };
    if !is_name(name) {
        return Err(NO_VALUE);
    }
    let (value, behind) = match value.trim_start().chars().next() {
        // A value in quotation marks may go on over several lines.
        Some(mark @ ('\'' | '"' | '`')) => {
            quoted(mark, &text[line.len() - value.trim_start().len() + 1..])?
        }
        _ => (unquoted(value).to_owned(), behind),
    };
    match value.contains('\0') {
        true => Err(NUL),
        false => Ok((Some((name.to_owned(), value)), behind)),
    }
}

fn split_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

fn is_name(name: &str) -> bool {
    let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(is_inner)
}

/// Everything up to a comment, which needs a blank before it.
fn unquoted(value: &str) -> &str {
    let comment = value.match_indices('#').find(|(at, _)| {
        let before = value[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace)
    });
    value[..comment.map_or(value.len(), |(at, _)| at)].trim()
}

/// Everything up to the closing mark, and what is behind its line. Only double marks know
/// escapes.
fn quoted(mark: char, text: &str) -> Result<(String, &str), &'static str> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if mark == '"' => value.push(match chars.next() {
                Some((_, 'n')) => '\n',
                Some((_, 'r')) => '\r',
                Some((_, 't')) => '\t',
                Some((_, c @ ('\\' | '"' | '\'' | '$'))) => c,
                _ => return Err(ESCAPE),
            }),
            c if c == mark => {
                let (rest, behind) = split_line(&text[at + 1..]);
                return match rest.trim_start() {
                    rest if rest.trim().is_empty() || rest.starts_with('#') => Ok((value, behind)),
                    _ => Err(BEHIND_QUOTE),
                };
            }
            c => value.push(c),
        }
    }
    Err(UNCLOSED)
}

#[cfg(test)]
mod tests;
