use std::io::{self, BufRead, BufReader, Read};

use serde_json::{Map, Value};
use vestibule_domain::ImportRow;

use super::{
    FileFormat, TransferError,
    row::{BadRow, COLUMNS, parse},
};

/// Longer than any row that makes sense. The rest of a longer line is passed over.
const LONGEST_LINE: u64 = 64 * 1024;

/// The rows of a file, one after the other, each with the number of its line.
pub struct AccountsReader<R>(Rows<R>);

enum Rows<R> {
    Csv {
        rows: Box<csv::Reader<R>>,
        names: csv::StringRecord,
    },
    Jsonl {
        lines: BufReader<R>,
        read: u64,
    },
}

/// A row that was read, or why not, and the number of its line.
type Numbered = (u64, Result<ImportRow, BadRow>);

impl<R: Read> AccountsReader<R> {
    /// Reads accounts from `source`. A CSV file's first line is looked at here.
    pub fn new(source: R, format: FileFormat) -> Result<Self, TransferError> {
        if format == FileFormat::Jsonl {
            let lines = BufReader::new(source);
            return Ok(Self(Rows::Jsonl { lines, read: 0 }));
        }
        let mut rows = Box::new(csv::Reader::from_reader(source));
        let names = rows.headers().map_err(io::Error::from)?.clone();
        if let Some(unknown) = names.iter().find(|name| !COLUMNS.contains(name)) {
            return Err(TransferError::UnknownColumn(unknown.to_owned()));
        }
        if !names.iter().any(|name| name == "email") {
            return Err(TransferError::NoEmail);
        }
        Ok(Self(Rows::Csv { rows, names }))
    }
}

impl<R: Read> Iterator for AccountsReader<R> {
    type Item = io::Result<Numbered>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Rows::Csv { rows, names } => next_record(rows, names).transpose(),
            Rows::Jsonl { lines, read } => next_object(lines, read).transpose(),
        }
    }
}

fn next_record<R: Read>(
    rows: &mut csv::Reader<R>,
    names: &csv::StringRecord,
) -> io::Result<Option<Numbered>> {
    let mut values = csv::StringRecord::new();
    let read = rows.read_record(&mut values);
    let line = |position: Option<&csv::Position>| position.map_or(0, csv::Position::line);
    let error = match read {
        Ok(true) => {
            let row = parse(names.iter().zip(&values));
            return Ok(Some((line(values.position()), row)));
        }
        Ok(false) => return Ok(None),
        Err(error) => error,
    };
    let at = line(error.position());
    let reason = match *error.kind() {
        csv::ErrorKind::Utf8 { .. } => BadRow::Malformed("it is not UTF-8"),
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => BadRow::Length {
            found: len,
            expected: expected_len,
        },
        _ => return Err(error.into()),
    };
    Ok(Some((at, Err(reason))))
}

fn next_object<R: Read>(lines: &mut BufReader<R>, read: &mut u64) -> io::Result<Option<Numbered>> {
    loop {
        let mut line = Vec::new();
        let length = lines
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(None);
        }
        *read += 1;
        if !line.ends_with(b"\n") && length as u64 == LONGEST_LINE {
            lines.skip_until(b'\n')?;
            return Ok(Some((*read, Err(BadRow::Malformed("it is too long")))));
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some((*read, parse_object(&line))));
        }
    }
}

fn parse_object(line: &[u8]) -> Result<ImportRow, BadRow> {
    let object: Map<String, Value> = serde_json::from_slice(line)
        .map_err(|_| BadRow::Malformed("it is no JSON object in one line"))?;
    let mut texts = Vec::with_capacity(object.len());
    for (name, value) in object {
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
