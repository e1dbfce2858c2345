use std::io::{self, BufRead, BufReader, Read};

use csv_core::ReadRecordResult;

use super::{LONGEST_ROW, Numbered};
use crate::{
    TransferError,
    row::{BadRow, check_names, parse},
};

/// More values than any row has. A row with more is refused as too long.
const MOST_VALUES: usize = 1024;

/// The records of a CSV file, read into a buffer of fixed size: a quote that is not closed takes
/// no more memory than any other row.
pub(super) struct CsvRows<R> {
    source: BufReader<R>,
    parser: csv_core::Reader,
    names: Vec<String>,
    bytes: Vec<u8>,
    /// Where in `bytes` each value ends.
    ends: Vec<usize>,
}

/// What is in the buffer.
struct Record {
    /// The line where it begins.
    line: u64,
    /// The number of its values, if all of them are in the buffer.
    values: Option<usize>,
}

impl<R: Read> CsvRows<R> {
    /// Reads the names in the first line.
    pub(super) fn new(source: R) -> Result<Self, TransferError> {
        let mut rows = Self {
            source: BufReader::new(source),
            parser: csv_core::Reader::new(),
            names: Vec::new(),
            bytes: vec![0; LONGEST_ROW],
            ends: vec![0; MOST_VALUES],
        };
        let first = rows.read_record()?;
        let unreadable =
            || io::Error::new(io::ErrorKind::InvalidData, "the first line has no names");
        if let Some(count) = first.map(|first| first.values.unwrap_or_default()) {
            let names = rows.values(count).ok_or_else(unreadable)?;
            let names = names.into_iter().map(|name| name.trim().to_owned());
            rows.names = names.collect();
        }
        check_names(rows.names.iter().map(String::as_str)).map_err(|reason| match reason {
            BadRow::UnknownColumn(name) => TransferError::UnknownColumn(name),
            BadRow::Repeated(name) => TransferError::RepeatedColumn(name.to_owned()),
            other => io::Error::new(io::ErrorKind::InvalidData, other).into(),
        })?;
        match rows.names.iter().any(|name| name == "email") {
            true => Ok(rows),
            false => Err(TransferError::NoEmail),
        }
    }

    /// Reads the next record that is not blank.
    pub(super) fn next_row(&mut self) -> io::Result<Option<Numbered>> {
        let Some(record) = self.read_record()? else {
            return Ok(None);
        };
        let row = self
            .parse(&record)
            .map_err(|reason| match self.lines(&record) {
                0 => reason,
                more => BadRow::ManyLines {
                    last: record.line + more,
                    reason: Box::new(reason),
                },
            });
        Ok(Some((record.line, row)))
    }

    fn parse(&self, record: &Record) -> Result<vestibule_domain::ImportRow, BadRow> {
        let too_long = "it is too long; is a quote not closed?";
        let count = record.values.ok_or(BadRow::Malformed(too_long))?;
        let values = self.values(count);
        let values = values.ok_or(BadRow::Malformed("it is not UTF-8"))?;
        if count != self.names.len() {
            return Err(BadRow::Length {
                found: count as u64,
                expected: self.names.len() as u64,
            });
        }
        let names = self.names.iter().map(String::as_str);
        parse(names.zip(values))
    }

    /// The line ends inside of its values.
    fn lines(&self, record: &Record) -> u64 {
        let end = record.values.and_then(|count| self.ends[..count].last());
        let bytes = &self.bytes[..end.copied().unwrap_or_default()];
        bytes.iter().filter(|byte| **byte == b'\n').count() as u64
    }

    /// The values in the buffer, if they are UTF-8.
    fn values(&self, count: usize) -> Option<Vec<&str>> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let ends = self.ends.iter().copied().take(count);
        let values = starts.zip(ends);
        values
            .map(|(start, end)| std::str::from_utf8(&self.bytes[start..end]).ok())
            .collect()
    }

    fn read_record(&mut self) -> io::Result<Option<Record>> {
        self.skip_line_ends()?;
        let line = self.parser.line();
        let (mut length, mut count, mut is_too_long) = (0, 0, false);
        loop {
            let input = self.source.fill_buf()?;
            let (bytes, ends) = (&mut self.bytes[length..], &mut self.ends[count..]);
            let (result, read, written, ended) = self.parser.read_record(input, bytes, ends);
            self.source.consume(read);
            (length, count) = (length + written, count + ended);
            let values = (!is_too_long).then_some(count);
            match result {
                ReadRecordResult::InputEmpty => {}
                // The rest of it is read, and not kept.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (length, count, is_too_long) = (0, 0, true);
                }
                ReadRecordResult::Record => return Ok(Some(Record { line, values })),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Passes over what stands between two records, so that the line of the next one is known.
    fn skip_line_ends(&mut self) -> io::Result<()> {
        while let Some(byte @ (b'\r' | b'\n')) = self.source.fill_buf()?.first().copied() {
            let (bytes, ends) = (&mut self.bytes, &mut self.ends);
            self.parser.read_record(&[byte], bytes, ends);
            self.source.consume(1);
        }
        Ok(())
    }
}
