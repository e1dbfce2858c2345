use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_domain as domain;

use crate::api::{origin::Origin, time::Time};

/// An event in the activity of an account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Event {
    id: Uuid,
    /// Event type. New types may be added in minor releases.
    #[schema(examples("logged_in"))]
    kind: &'static str,
    at: Time,
    #[serde(flatten)]
    origin: Origin,
}

impl From<domain::Event> for Event {
    fn from(event: domain::Event) -> Self {
        Self {
            id: event.id.as_uuid(),
            kind: event.kind.as_str(),
            at: event.at.into(),
            origin: event.client.into(),
        }
    }
}
