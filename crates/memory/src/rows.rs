use std::collections::HashMap;

use vestibule_domain::{Credential, Session, SessionId, UserId};

/// What is stored.
#[derive(Clone, Default)]
pub(crate) struct Rows {
    pub(crate) users: HashMap<UserId, Credential>,
    pub(crate) sessions: HashMap<SessionId, Session>,
}
