use std::io::{self, Write};

use serde::Serialize;
use vestibule_domain::{Credential, Timestamp};

use super::{FileFormat, time::to_rfc3339};

/// Writes accounts, hashes included.
pub struct AccountsWriter<W: Write>(Target<W>);

enum Target<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Jsonl(W),
}

/// The columns, in their order.
#[derive(Default, Serialize)]
struct Row<'a> {
    id: String,
    email: &'a str,
    password_hash: Option<&'a str>,
    verified_at: Option<String>,
    created_at: String,
    password_changed_at: String,
    deletion_due_at: Option<String>,
    disabled_at: Option<String>,
    failures: u32,
    device_epoch: u32,
}

impl<W: Write> AccountsWriter<W> {
    /// Writes to `target`; of CSV the first line at once.
    ///
    /// # Errors
    ///
    /// If the output cannot be written.
    pub fn new(target: W, format: FileFormat) -> io::Result<Self> {
        if format == FileFormat::Jsonl {
            return Ok(Self(Target::Jsonl(target)));
        }
        let mut options = csv::WriterBuilder::new();
        let mut rows = options.has_headers(false).from_writer(target);
        rows.write_record(&names()?)?;
        Ok(Self(Target::Csv(Box::new(rows))))
    }

    /// Writes one account.
    ///
    /// # Errors
    ///
    /// If the output cannot be written.
    pub fn write(&mut self, known: &Credential) -> io::Result<()> {
        let row = Row::of(known);
        match &mut self.0 {
            Target::Csv(rows) => Ok(rows.serialize(row)?),
            Target::Jsonl(lines) => {
                serde_json::to_writer(&mut *lines, &row)?;
                lines.write_all(b"\n")
            }
        }
    }

    /// Flushes the output.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Target::Csv(rows) => rows.flush(),
            Target::Jsonl(lines) => lines.flush(),
        }
    }
}

/// The names of the columns. The first line is there in a file without accounts too, so that it is
/// not left to the first row to write it.
fn names() -> csv::Result<csv::StringRecord> {
    let mut sample = csv::Writer::from_writer(Vec::new());
    sample.serialize(Row::default())?;
    let sample = sample.into_inner().map_err(|error| error.into_error())?;
    csv::Reader::from_reader(&*sample).headers().cloned()
}

impl<'a> Row<'a> {
    fn of(known: &'a Credential) -> Self {
        let Credential { user, password, .. } = known;
        let time = |at: Option<Timestamp>| at.map(to_rfc3339);
        Self {
            id: user.id.to_string(),
            email: user.email.as_str(),
            password_hash: password.is_usable().then(|| password.expose()),
            verified_at: time(user.email_verified_at),
            created_at: to_rfc3339(user.created_at),
            password_changed_at: to_rfc3339(user.password_changed_at),
            deletion_due_at: time(user.deletion_due_at),
            disabled_at: time(user.disabled_at),
            failures: known.failures,
            device_epoch: known.device_epoch,
        }
    }
}
