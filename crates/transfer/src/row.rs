use std::fmt;

use serde::{
    Deserialize,
    de::{self, value::MapDeserializer},
};
use vestibule_domain::{EmailAddress, ImportRow, InvalidEmail, PasswordHash, Timestamp, UserId};

macro_rules! columns {
    ($($name:ident,)*) => {
        /// The names of the columns. All but the first may be left out.
        pub(super) const COLUMNS: &[&str] = &[$(stringify!($name)),*];

        #[derive(Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct Row {
            $($name: String,)*
        }
    };
}

columns! {
    email,
    password_hash,
    id,
    verified_at,
    created_at,
    password_changed_at,
    deletion_due_at,
    disabled_at,
    failures,
    device_epoch,
    hash_format,
}

/// Why a row cannot be read. Its values are not repeated: one may be a hash.
#[derive(thiserror::Error)]
pub enum BadRow {
    /// It is not a row of this format.
    #[error("{0}")]
    Malformed(&'static str),
    /// It has not as many values as the first line has names.
    #[error("it has {found} values, but there are {expected} columns")]
    Length {
        /// How many it has.
        found: u64,
        /// How many it should have.
        expected: u64,
    },
    /// A column has an unknown name: its value would be lost.
    #[error("unknown name {0:?}")]
    UnknownColumn(String),
    /// It has a name twice: one of the two values would be lost.
    #[error("duplicate {0}")]
    Repeated(&'static str),
    /// It has more than one line, perhaps because a quote is not closed.
    #[error("{reason}; the row ends in line {last} (is a quotation mark missing?)")]
    ManyLines {
        /// The last line.
        last: u64,
        /// Why the row can't be read.
        reason: Box<BadRow>,
    },
    /// The address is none.
    #[error("invalid email address: {0}")]
    Email(#[from] InvalidEmail),
    /// Foreign identifiers must be UUIDs, or left out.
    #[error("the id is not a UUID")]
    Id,
    /// A time is none, or not in the years 1970 to 9999.
    #[error(
        "{0} is neither a time from 1970 to 9999, like 2026-01-31T12:00:00Z, nor Unix seconds or \
         milliseconds"
    )]
    Time(&'static str),
    /// A count is none.
    #[error("{0} must be a number from 0 to 4294967295")]
    Number(&'static str),
}

vestibule_domain::debug_as_sentence!(BadRow);

/// Checks that each name is that of a column, and that none is there twice.
pub(super) fn check_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), BadRow> {
    read(names.map(|name| (name, ""))).map(drop)
}

/// Parses named values, without the blanks around them. An empty value is the same as none.
pub(super) fn parse<'a>(
    values: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<ImportRow, BadRow> {
    let row = read(values.map(|(name, value)| (name, value.trim())))?;
    let id = filled(&row.id).map(uuid::Uuid::try_parse).transpose();
    let hash = filled(&row.password_hash).map(str::to_owned);
    Ok(ImportRow {
        id: id.map_err(|_| BadRow::Id)?.map(UserId::from_uuid),
        password: hash.map_or_else(PasswordHash::unusable, PasswordHash::new),
        hash_format: filled(&row.hash_format).map(str::to_owned),
        email_verified_at: time("verified_at", &row.verified_at)?,
        created_at: time("created_at", &row.created_at)?,
        password_changed_at: time("password_changed_at", &row.password_changed_at)?,
        deletion_due_at: time("deletion_due_at", &row.deletion_due_at)?,
        disabled_at: time("disabled_at", &row.disabled_at)?,
        failures: number("failures", &row.failures)?,
        device_epoch: number("device_epoch", &row.device_epoch)?,
        email: EmailAddress::parse(&row.email)?,
    })
}

fn read<'a>(values: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Row, BadRow> {
    let row = Row::deserialize(MapDeserializer::new(values));
    row.map_err(|Unfit(reason)| reason)
}

/// [`BadRow`] as an error of serde.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Unfit(BadRow);

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(BadRow::Malformed("a value is no text"))
    }

    fn unknown_field(name: &str, _: &'static [&'static str]) -> Self {
        Self(BadRow::UnknownColumn(name.to_owned()))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self(BadRow::Repeated(name))
    }
}

fn filled(value: &str) -> Option<&str> {
    Some(value).filter(|value| !value.is_empty())
}

fn time(column: &'static str, value: &str) -> Result<Option<Timestamp>, BadRow> {
    let read = |value| super::time::read(value).ok_or(BadRow::Time(column));
    filled(value).map(read).transpose()
}

fn number(column: &'static str, value: &str) -> Result<u32, BadRow> {
    let number = filled(value).map_or(Ok(0), str::parse);
    number.map_err(|_| BadRow::Number(column))
}
