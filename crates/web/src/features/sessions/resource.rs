use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_domain as domain;

use crate::api::{origin::Origin, time::Time};

/// A session of a user in one browser or application.
#[derive(Serialize, ToSchema)]
pub(crate) struct Session {
    /// Session identifier. It is not a credential.
    id: Uuid,
    /// Whether its cookie persists when the browser closes.
    remembered: bool,
    created_at: Time,
    /// When the user last authenticated in it, by any method.
    authenticated_at: Time,
    /// The authentication methods, by their names in RFC 8176.
    #[schema(example = json!(["pwd"]))]
    authentication_methods: Vec<&'static str>,
    last_seen_at: Time,
    /// The latest time at which the session expires.
    expires_at: Time,
    #[serde(flatten)]
    origin: Origin,
}

impl From<domain::Session> for Session {
    fn from(session: domain::Session) -> Self {
        Self {
            id: session.id.as_uuid(),
            remembered: session.remembered,
            created_at: session.created_at.into(),
            authenticated_at: session.authentications.latest().into(),
            authentication_methods: session
                .authentications
                .iter()
                .map(|(method, _)| method.as_str())
                .collect(),
            last_seen_at: session.last_seen_at.into(),
            expires_at: session.expires_at.into(),
            origin: session.client.into(),
        }
    }
}
