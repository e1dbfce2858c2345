use vestibule_domain::{EmailAddress, ImportRow, InvalidEmail, PasswordHash, Timestamp, UserId};

use super::time;

/// What a row may have. All but the first may be left out.
pub(super) const COLUMNS: [&str; 11] = [
    "email",
    "password_hash",
    "id",
    "verified_at",
    "created_at",
    "password_changed_at",
    "deletion_due_at",
    "disabled_at",
    "failures",
    "device_epoch",
    "hash_format",
];

/// Why a row can't be read. What is in it is not repeated: it may be a hash.
#[derive(thiserror::Error)]
pub enum BadRow {
    /// It is not a row of this format.
    #[error("{0}")]
    Malformed(&'static str),
    /// It has not as many values as the first line has names.
    #[error("it has {found} values, and there are {expected} columns")]
    Length {
        /// How many it has.
        found: u64,
        /// How many it should have.
        expected: u64,
    },
    /// It has a name that means nothing: what it stands for would be lost.
    #[error("{0:?} is no name that is known")]
    UnknownColumn(String),
    /// It has a name twice: one of the two values would be lost.
    #[error("{0} is there twice")]
    Repeated(&'static str),
    /// It has more than one line, perhaps because a quote is not closed.
    #[error("{reason}; the row goes on to line {last}: is a quote not closed?")]
    ManyLines {
        /// The last line.
        last: u64,
        /// Why the row can't be read.
        reason: Box<BadRow>,
    },
    /// The address is none.
    #[error("the email address can't be used: {0}")]
    Email(#[from] InvalidEmail),
    /// Foreign identifiers must be UUIDs, or left out.
    #[error("the id is no UUID")]
    Id,
    /// A time is none, or not in the years 1970 to 9999.
    #[error(
        "{0} is neither a time from 1970 to 9999, like 2026-01-31T12:00:00Z, nor Unix seconds or \
         milliseconds"
    )]
    Time(&'static str),
    /// A count is none.
    #[error("{0} is no number from 0 to 4294967295")]
    Number(&'static str),
}

vestibule_domain::debug_as_sentence!(BadRow);

/// Reads named values, without the blanks around them. An empty value is the same as none.
pub(super) fn parse<'a>(
    values: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<ImportRow, BadRow> {
    let mut email = Err(InvalidEmail::Missing);
    let mut row = Optional::default();
    let mut seen = [false; COLUMNS.len()];
    for (name, value) in values {
        let column = COLUMNS.iter().position(|column| *column == name);
        let column = column.ok_or_else(|| BadRow::UnknownColumn(name.to_owned()))?;
        if std::mem::replace(&mut seen[column], true) {
            return Err(BadRow::Repeated(COLUMNS[column]));
        }
        let value = value.trim();
        match name {
            "email" => email = EmailAddress::parse(value),
            "password_hash" | "hash_format" | "id" => row.read_text(name, value)?,
            "failures" => row.failures = number("failures", value)?,
            "device_epoch" => row.device_epoch = number("device_epoch", value)?,
            name => row.read_time(name, value)?,
        }
    }
    Ok(row.of(email?))
}

/// All that may be left out.
#[derive(Default)]
struct Optional {
    id: Option<UserId>,
    password: Option<PasswordHash>,
    hash_format: Option<String>,
    verified_at: Option<Timestamp>,
    created_at: Option<Timestamp>,
    password_changed_at: Option<Timestamp>,
    deletion_due_at: Option<Timestamp>,
    disabled_at: Option<Timestamp>,
    failures: u32,
    device_epoch: u32,
}

impl Optional {
    fn read_text(&mut self, name: &str, value: &str) -> Result<(), BadRow> {
        if value.is_empty() {
            return Ok(());
        }
        match name {
            "password_hash" => self.password = Some(PasswordHash::new(value.to_owned())),
            "hash_format" => self.hash_format = Some(value.to_owned()),
            _ => {
                let id = uuid::Uuid::try_parse(value).map_err(|_| BadRow::Id)?;
                self.id = Some(UserId::from_uuid(id));
            }
        }
        Ok(())
    }

    fn read_time(&mut self, name: &str, value: &str) -> Result<(), BadRow> {
        let (name, place) = match name {
            "verified_at" => ("verified_at", &mut self.verified_at),
            "created_at" => ("created_at", &mut self.created_at),
            "password_changed_at" => ("password_changed_at", &mut self.password_changed_at),
            "deletion_due_at" => ("deletion_due_at", &mut self.deletion_due_at),
            "disabled_at" => ("disabled_at", &mut self.disabled_at),
            unknown => return Err(BadRow::UnknownColumn(unknown.to_owned())),
        };
        if !value.is_empty() {
            *place = Some(time::read(value).ok_or(BadRow::Time(name))?);
        }
        Ok(())
    }

    fn of(self, email: EmailAddress) -> ImportRow {
        ImportRow {
            id: self.id,
            email,
            password: self.password.unwrap_or_else(PasswordHash::unusable),
            hash_format: self.hash_format,
            email_verified_at: self.verified_at,
            created_at: self.created_at,
            password_changed_at: self.password_changed_at,
            deletion_due_at: self.deletion_due_at,
            disabled_at: self.disabled_at,
            failures: self.failures,
            device_epoch: self.device_epoch,
        }
    }
}

fn number(name: &'static str, value: &str) -> Result<u32, BadRow> {
    match value {
        "" => Ok(0),
        value => value.parse().map_err(|_| BadRow::Number(name)),
    }
}
