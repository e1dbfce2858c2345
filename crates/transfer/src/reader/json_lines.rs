use std::{
    fmt,
    io::{self, BufRead, BufReader, Read},
};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use vestibule_domain::ImportRow;

use super::{LONGEST_ROW, Numbered};
use crate::row::{BadRow, parse};

/// One JSON object a line.
pub(super) struct JsonLines<R> {
    lines: BufReader<R>,
    read: u64,
}

impl<R: Read> JsonLines<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            lines: BufReader::new(source),
            read: 0,
        }
    }

    /// Reads the next line that is not blank.
    pub(super) fn next_row(&mut self) -> io::Result<Option<Numbered>> {
        let Self { lines, read } = self;
        loop {
            let mut line = Vec::new();
            let length = lines
                .by_ref()
                .take(LONGEST_ROW as u64)
                .read_until(b'\n', &mut line)?;
            if length == 0 {
                return Ok(None);
            }
            *read += 1;
            if !line.ends_with(b"\n") && length == LONGEST_ROW {
                lines.skip_until(b'\n')?;
                return Ok(Some((*read, Err(BadRow::Malformed("it is too long")))));
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((*read, parse_object(&line))));
            }
        }
    }
}

fn parse_object(line: &[u8]) -> Result<ImportRow, BadRow> {
    let Object(values) = serde_json::from_slice(line)
        .map_err(|_| BadRow::Malformed("it is no JSON object in one line"))?;
    let mut texts = Vec::with_capacity(values.len());
    for (name, value) in values {
        let text = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Null => String::new(),
            _ => return Err(BadRow::Malformed("a value is neither a text nor a number")),
        };
        texts.push((name, text));
    }
    parse(texts.iter().map(|(name, text)| (&**name, &**text)))
}

/// All members of an object, also those of one name: a map would keep the last one only.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members).map(Self)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}
