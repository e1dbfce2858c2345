use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use super::InvalidHashFile;
use crate::digest::DIGITS;

/// The longest line: a hash, a colon, the largest count, both characters that end it.
pub(super) const LONGEST: usize = DIGITS + 1 + 20 + 2;

/// A line of the file.
pub(super) struct Line {
    /// Where it begins.
    pub(super) at: u64,
    /// In upper case.
    pub(super) hash: String,
    /// Where the next one begins.
    pub(super) end: u64,
}

/// The whole lines that begin at `place` or behind it and end within so many bytes. None are
/// left only at the end of the file.
pub(super) fn lines_from(
    file: &mut File,
    place: u64,
    bytes: usize,
) -> Result<Vec<Line>, InvalidHashFile> {
    // Whether a line begins at `place` is seen from the byte before, and whether the file ends
    // from the byte behind.
    let begin = place.saturating_sub(1);
    let bytes = bytes + 2;
    file.seek(SeekFrom::Start(begin))?;
    let mut text = Vec::with_capacity(bytes);
    file.take(bytes as u64).read_to_end(&mut text)?;
    let is_end = text.len() < bytes;

    let mut at = match place {
        0 => 0,
        _ => end_of_line(&text).unwrap_or(text.len()),
    };
    let mut lines = Vec::new();
    while at < text.len() {
        let rest = &text[at..];
        let length = match end_of_line(rest) {
            Some(length) => length,
            None if is_end => rest.len(),
            None => break,
        };
        let hash = hash_in(&rest[..length]);
        lines.push(Line {
            at: begin + at as u64,
            hash: hash.ok_or(InvalidHashFile::NotHashes(begin + at as u64))?,
            end: begin + (at + length) as u64,
        });
        at += length;
    }
    match lines.is_empty() && !is_end {
        true => Err(InvalidHashFile::NotHashes(begin)),
        false => Ok(lines),
    }
}

fn end_of_line(text: &[u8]) -> Option<usize> {
    let newline = text.iter().position(|byte| *byte == b'\n');
    newline.map(|newline| newline + 1)
}

/// The hash of a line `HASH:COUNT`, which ends with LF, CRLF or the file.
fn hash_in(line: &[u8]) -> Option<String> {
    let (hash, count) = std::str::from_utf8(line).ok()?.split_once(':')?;
    let count = count.strip_suffix('\n').unwrap_or(count);
    let count = count.strip_suffix('\r').unwrap_or(count);
    let is_hash = hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_count = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    (is_hash && is_count).then(|| hash.to_ascii_uppercase())
}
