use std::io::{self, Cursor, Read};

use vestibule_domain::ImportRow;

use super::{FileFormat, TransferError, row::BadRow};

mod csv_rows;
mod json_lines;

use csv_rows::CsvRows;
use json_lines::JsonLines;

/// The maximum length of a row, in bytes. A longer row is refused, and never held in memory.
const LONGEST_ROW: usize = 64 * 1024;
/// The byte order mark of UTF-8, which programs for Windows write.
const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF_16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// The rows of a file, one after the other, each with the number of its line.
pub struct AccountsReader<R>(Rows<R>);

enum Rows<R> {
    Csv(Box<CsvRows<Source<R>>>),
    Jsonl(JsonLines<Source<R>>),
}

/// The start of a file, which was looked at, and the rest.
type Source<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// A row that was read, or why not, and the number of its line.
type Numbered = (u64, Result<ImportRow, BadRow>);

impl<R: Read> AccountsReader<R> {
    /// Reads accounts from `source`. A byte order mark is passed over. The first line of a CSV
    /// file is read here.
    ///
    /// # Errors
    ///
    /// When the file can't be read or is in UTF-16, and when the first line of a CSV file
    /// names no column `email`, an unknown column, or a column twice.
    pub fn new(source: R, format: FileFormat) -> Result<Self, TransferError> {
        let source = without_mark(source)?;
        Ok(Self(match format {
            FileFormat::Csv => Rows::Csv(Box::new(CsvRows::new(source)?)),
            FileFormat::Jsonl => Rows::Jsonl(JsonLines::new(source)),
        }))
    }
}

impl<R: Read> Iterator for AccountsReader<R> {
    type Item = io::Result<Numbered>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Rows::Csv(rows) => rows.next_row().transpose(),
            Rows::Jsonl(lines) => lines.next_row().transpose(),
        }
    }
}

fn without_mark<R: Read>(mut source: R) -> io::Result<Source<R>> {
    let mut start = Vec::new();
    let length = UTF_8_MARK.len() as u64;
    source.by_ref().take(length).read_to_end(&mut start)?;
    if UTF_16_MARKS.iter().any(|mark| start.starts_with(mark)) {
        let reason = "it is in UTF-16; save it as UTF-8";
        return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
    }
    if start == UTF_8_MARK {
        start.clear();
    }
    Ok(Cursor::new(start).chain(source))
}
