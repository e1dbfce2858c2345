//! Accounts as files: CSV with a line of names on top, or one JSON object a line. What
//! [`export_accounts`] wrote, [`import_accounts`] reads without loss.
//!
//! It needs an [`Administration`] and nothing else: neither the pages nor a database. The crate
//! `vestibule` re-exports it with its feature `transfer`. Depend on this crate directly only if you put
//! the crates of Vestibule together yourself.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    fmt::Display,
    io::{self, Read, Write},
    path::Path,
};

use vestibule_domain::{Administration, ImportError, Unavailable};

mod import;
mod reader;
mod row;
mod time;
mod writer;

use import::Import;
pub use reader::AccountsReader;
pub use row::BadRow;
pub use time::to_rfc3339;
pub use writer::AccountsWriter;

/// So many accounts are one unit of work, and one page.
const BATCH: u32 = 500;

/// How accounts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum FileFormat {
    /// Values between commas (RFC 4180), under their names.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl FileFormat {
    /// What the name of a file says: `.csv`, `.jsonl`, `.ndjson`.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// Why accounts did not move.
#[derive(thiserror::Error)]
pub enum TransferError {
    /// The file can't be read or written.
    #[error("invalid account file")]
    File(#[from] io::Error),
    /// A column has a name that means nothing: what is in it would be lost.
    #[error("unknown column {0:?} (known columns: {known})", known = row::COLUMNS.join(", "))]
    UnknownColumn(String),
    /// A column is there twice: the values of one of the two would be lost.
    #[error("duplicate column {0:?}")]
    RepeatedColumn(String),
    /// There is no column of addresses.
    #[error("there is no column `email`")]
    NoEmail,
    /// Nothing of the present batch was imported. What came before is there.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

vestibule_domain::debug_as_sentence!(TransferError);

/// What became of the rows of a file. Each row counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCount {
    /// Accounts that were made.
    pub imported: u64,
    /// Accounts that were there before, as the row has them.
    pub already_there: u64,
    /// Rows that make none.
    pub refused: u64,
}

/// Imports a file, batch by batch, and tells of each row that makes no account, with the number
/// of its line. Memory is taken for one batch, and for a number for each account of the file.
///
/// Each batch is a unit of work. Interrupted, the same call again goes on: rows whose accounts
/// are there change nothing. A dry run judges everything, and leaves nothing.
///
/// Nothing is passed over without a word: a row that repeats an earlier one, and a row whose
/// account is there and differs from it, are told of like every other row that makes no account.
///
/// # Errors
///
/// When the file can't be read, or the store or the hasher does not answer. The batches before
/// are imported then.
///
/// ```no_run
/// use vestibule::{AccountsReader, FileFormat, import_accounts};
///
/// # async fn move_in() -> Result<(), Box<dyn std::error::Error>> {
/// let administration = vestibule::builder().administration().await?;
/// let file = std::fs::File::open("accounts.csv")?;
/// let reader = AccountsReader::new(file, FileFormat::Csv)?;
/// let count = import_accounts(&administration, reader, false, |line, reason| {
///     tracing::warn!("line {line}: {reason}");
/// });
/// assert_eq!(count.await?.refused, 0);
/// # Ok(()) }
/// ```
pub async fn import_accounts<R: Read>(
    administration: &Administration,
    reader: AccountsReader<R>,
    dry_run: bool,
    mut refuse: impl FnMut(u64, &dyn Display),
) -> Result<ImportCount, TransferError> {
    let (mut import, mut batch) = (Import::new(dry_run), Vec::new());
    for row in reader {
        match row? {
            (line, Ok(row)) => batch.push((line, row)),
            (line, Err(reason)) => {
                import.count.refused += 1;
                refuse(line, &reason);
            }
        }
        if batch.len() == BATCH as usize {
            let rows = std::mem::take(&mut batch);
            import.add(administration, rows, &mut refuse).await?;
        }
    }
    import.add(administration, batch, &mut refuse).await?;
    Ok(import.count)
}

/// Writes all accounts, page by page in the order of their identifiers, and tells how many.
/// Memory is taken for one page.
///
/// # Errors
///
/// If the store is unavailable or the output cannot be written.
pub async fn export_accounts<W: Write>(
    administration: &Administration,
    writer: &mut AccountsWriter<W>,
) -> Result<u64, TransferError> {
    let (mut last, mut count) = (None, 0);
    loop {
        let page = administration.list(last, BATCH).await?;
        let Some(end) = page.last() else {
            writer.flush()?;
            return Ok(count);
        };
        last = Some(end.user.id);
        for known in &page {
            writer.write(known)?;
            count += 1;
        }
    }
}
