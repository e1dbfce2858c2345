//! Times as texts: RFC 3339 in UTC, or Unix seconds.

use ::time::{OffsetDateTime, format_description::well_known::Rfc3339};
use vestibule_domain::Timestamp;

/// RFC 3339; seconds for a year that has not four digits, so that nothing is lost.
pub(crate) fn written(at: Timestamp) -> String {
    let seconds = at.unix_seconds();
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok();
    let text = time.and_then(|time| time.format(&Rfc3339).ok());
    text.unwrap_or_else(|| seconds.to_string())
}

/// Reads either; parts of a second are cut off.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    let seconds = text.parse().ok();
    let time = || OffsetDateTime::parse(text, &Rfc3339).ok();
    let seconds = seconds.or_else(|| time().map(OffsetDateTime::unix_timestamp));
    seconds.map(Timestamp::from_unix_seconds)
}
