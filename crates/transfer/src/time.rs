//! Times as texts: written as RFC 3339 in UTC, read as databases and other products print them.

use ::time::{
    Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset,
    format_description::{StaticFormatDescription, well_known::Rfc3339},
    macros::format_description,
    parsing::Parsed,
};
use vestibule_domain::Timestamp;

/// A date; then perhaps a time of day, to the minute or better; then perhaps an offset. Covers
/// RFC 3339, ISO 8601 without an offset, and what psql, MariaDB, SQLite, Ruby and Go print.
const DATE_AND_TIME: StaticFormatDescription = format_description!(
    version = 2,
    "[year]-[month]-[day][optional [[first [T] [t] [ ]][hour]:[minute][optional [:[second]\
     [optional [[first [.] [,]][subsecond]]]]][optional [ ]][optional [[first [[offset_hour \
     sign:mandatory][optional [[optional [:]][offset_minute][optional [:[offset_second]]]]]\
     [optional [ UTC]]] [UTC] [GMT] [Z] [z]]]]]]"
);

/// Returns a time as RFC 3339 in UTC, as the files have it.
pub fn to_rfc3339(at: Timestamp) -> String {
    let seconds = at.unix_seconds();
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok();
    let text = time.and_then(|time| time.format(&Rfc3339).ok());
    text.unwrap_or_else(|| seconds.to_string())
}

/// Reads a date, or seconds or milliseconds since 1970, from 1970 to 9999. Fractions of a second
/// are cut off. A time without an offset is UTC.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    let seconds = unix_seconds(text).or_else(|| date_and_time(text))?;
    let is_possible = (0..=Timestamp::MAX.unix_seconds()).contains(&seconds);
    is_possible.then(|| Timestamp::from_unix_seconds(seconds))
}

/// Reads a number. What is too large for seconds of the year 9999 is in milliseconds, as
/// Keycloak, Firebase and JavaScript write it.
fn unix_seconds(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = whole.parse().ok().filter(|_| is_fraction)?;
    Some(match number > Timestamp::MAX.unix_seconds() {
        true => number / 1000,
        false => number,
    })
}

fn date_and_time(text: &str) -> Option<i64> {
    // It knows the leap second.
    if let Ok(time) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(time.unix_timestamp());
    }
    let mut parsed = Parsed::new();
    let rest = parsed.parse_items(text.as_bytes(), DATE_AND_TIME).ok()?;
    if !rest.is_empty() {
        return None;
    }
    let time = match parsed.hour_24() {
        Some(_) => PrimitiveDateTime::try_from(parsed).ok()?,
        None => PrimitiveDateTime::new(Date::try_from(parsed).ok()?, Time::MIDNIGHT),
    };
    let offset = match parsed.offset_hour() {
        Some(_) => UtcOffset::try_from(parsed).ok()?,
        None => UtcOffset::UTC,
    };
    Some(time.assume_offset(offset).unix_timestamp())
}

#[cfg(test)]
mod tests;
