use serde::{Serialize, Serializer, ser::Error};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use utoipa::ToSchema;
use vestibule_domain::Timestamp;

/// Written as RFC 3339 does, in UTC.
#[derive(ToSchema)]
#[schema(value_type = String, format = DateTime, examples("2026-11-25T09:30:00Z"))]
pub(crate) struct Time(Timestamp);

impl From<Timestamp> for Time {
    fn from(time: Timestamp) -> Self {
        Self(time)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let time = OffsetDateTime::from_unix_timestamp(self.0.unix_seconds());
        let written = time.map_err(S::Error::custom)?.format(&Rfc3339);
        serializer.serialize_str(&written.map_err(S::Error::custom)?)
    }
}
