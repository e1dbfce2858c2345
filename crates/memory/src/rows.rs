use std::collections::HashMap;

use vestibule_domain::{
    Client, Credential, EmailId, Event, EventId, OneTimeToken, OneTimeTokenHash, QueuedEmail,
    RateLimitKey, Session, SessionId, Timestamp, UserId,
};

/// What is stored.
#[derive(Clone, Default)]
pub(crate) struct Rows {
    pub(crate) users: HashMap<UserId, Credential>,
    pub(crate) sessions: HashMap<SessionId, Session>,
    pub(crate) tokens: HashMap<OneTimeTokenHash, OneTimeToken>,
    pub(crate) emails: HashMap<EmailId, WaitingEmail>,
    pub(crate) events: HashMap<EventId, Event>,
    /// When each rate limit is full.
    pub(crate) rate_limits: HashMap<RateLimitKey, Timestamp>,
}

/// An email in the outbox and the time of its next delivery.
#[derive(Clone)]
pub(crate) struct WaitingEmail {
    pub(crate) email: QueuedEmail,
    pub(crate) due_at: Timestamp,
}

/// Deletes at most `limit` rows, and returns how many.
pub(crate) fn purge<Id, Row>(
    rows: &mut HashMap<Id, Row>,
    limit: u32,
    is_over: impl Fn(&Row) -> bool,
) -> u64 {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    rows.extract_if(|_, row| is_over(row)).take(limit).count() as u64
}

/// Deletes rows, and returns how many.
pub(crate) fn delete<Id, Row>(
    rows: &mut HashMap<Id, Row>,
    is_doomed: impl Fn(&Row) -> bool,
) -> u64 {
    rows.extract_if(|_, row| is_doomed(row)).count() as u64
}

/// The client as sessions and events store it: the language is for emails only.
pub(crate) fn without_language(client: &Client) -> Client {
    client.clone().reading(None)
}
