//! Import and export of accounts, as CSV (RFC 4180) or JSON lines.
//!
//! It needs an [`Administration`], and neither pages nor a database. The crate
//! `vestibule` re-exports it with its feature `transfer`. Depend on this crate directly only if you put
//! the crates of Vestibule together yourself.
//!
//! - [`import_accounts`] reads a file with an [`AccountsReader`].
//! - [`export_accounts`] writes one with an [`AccountsWriter`], which an import reads without loss.
//! - [`FileFormat`] is the format of the file.
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `clap` | no | [`FileFormat`] is the value of a command-line option (`clap::ValueEnum`). |
//!
//! Next: `docs/MOVING-IN.md` describes the columns.

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

/// The format of a file of accounts.
///
/// # Examples
///
/// ```
/// use std::path::Path;
/// use vestibule::FileFormat;
///
/// assert_eq!(FileFormat::of(Path::new("accounts.csv")), Some(FileFormat::Csv));
/// assert_eq!(FileFormat::of(Path::new("accounts.txt")), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum FileFormat {
    /// Comma-separated values (RFC 4180), with the names of the columns in the first line.
    Csv,
    /// JSON lines: one JSON object per line.
    Jsonl,
}

impl FileFormat {
    /// Returns the format for the extension of a file: `.csv`, `.jsonl` or `.ndjson`.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// Why an import or export failed.
#[derive(thiserror::Error)]
pub enum TransferError {
    /// The file cannot be read or written.
    #[error("invalid account file")]
    File(#[from] io::Error),
    /// A column has an unknown name: its values would be lost.
    #[error("unknown column {0:?} (known columns: {known})", known = row::COLUMNS.join(", "))]
    UnknownColumn(String),
    /// A column occurs twice: the values of one of the two would be lost.
    #[error("duplicate column {0:?}")]
    RepeatedColumn(String),
    /// There is no column `email`.
    #[error("there is no column `email`")]
    NoEmail,
    /// The current batch was not imported. Earlier batches were.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

vestibule_domain::debug_as_sentence!(TransferError);

/// The numbers of imported, existing and refused rows. Each row counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCount {
    /// Created accounts.
    pub imported: u64,
    /// Accounts that existed before with the same values.
    pub already_there: u64,
    /// Rows that created no account.
    pub refused: u64,
}

/// Imports a file, batch by batch, and calls `refuse` with the line number and the reason for each row
/// that creates no account. It holds one batch in memory, and one number for each account of the file.
///
/// Each batch is a transaction. After an interruption, repeat the call: rows whose accounts exist with
/// the same values change nothing. A dry run checks all rows and stores none.
///
/// No row is skipped silently: a row that repeats an earlier one, and a row whose account exists with
/// other values, are refused too.
///
/// # Errors
///
/// The file cannot be read, or the store or the hasher does not answer. Earlier batches are imported.
///
/// # Examples
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

/// Writes all accounts, page by page in the order of their identifiers, and returns their number.
/// It holds one page in memory. [`import_accounts`] reads the file without loss.
///
/// # Errors
///
/// The store does not answer, or the output cannot be written.
///
/// # Examples
///
/// ```no_run
/// use vestibule::{AccountsWriter, FileFormat, export_accounts};
///
/// # async fn back_up() -> Result<(), Box<dyn std::error::Error>> {
/// let administration = vestibule::builder().administration().await?;
/// let file = std::fs::File::create("accounts.jsonl")?;
/// let mut writer = AccountsWriter::new(file, FileFormat::Jsonl)?;
/// let count = export_accounts(&administration, &mut writer).await?;
/// println!("{count} accounts");
/// # Ok(()) }
/// ```
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
