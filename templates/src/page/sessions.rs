use std::net::{IpAddr, Ipv4Addr};

use serde::Serialize;
use vestibule_domain::{Session, Timestamp};

use super::Page;

/// The browsers in which the user is logged in.
#[derive(Clone, Debug, Serialize)]
pub struct SessionsPage {
    /// The sessions, the current one first.
    pub sessions: Vec<SessionEntry>,
    /// Whether there may be more sessions, which were used earlier.
    pub has_more: bool,
    /// The current time in Unix seconds, to the minute: times are shown relative to it.
    pub now: i64,
}

/// A session of the user.
#[derive(Clone, Debug, Serialize)]
pub struct SessionEntry {
    /// The session identifier. It is not a credential.
    pub id: String,
    /// The `User-Agent` of the login.
    pub agent: Option<String>,
    /// The IP address of the login.
    pub address: Option<IpAddr>,
    /// When the session began, in Unix seconds.
    pub since: i64,
    /// When the session was last used, in Unix seconds.
    pub last_seen: i64,
    /// Whether it is the session of this request.
    pub is_current: bool,
}

impl SessionsPage {
    /// The `sessions` of a user, as `current` sees them at the time `now`; `most` of them were
    /// requested.
    pub fn new(sessions: &[Session], current: &Session, most: usize, now: Timestamp) -> Self {
        let has_more = sessions.len() >= most;
        let entry = |session: &Session| SessionEntry {
            id: session.id.as_uuid().to_string(),
            agent: session.client.agent.clone(),
            address: session.client.address,
            since: session.created_at.unix_seconds(),
            last_seen: session.last_seen_at.unix_seconds(),
            is_current: session.id == current.id,
        };
        let mut sessions: Vec<_> = sessions.iter().map(entry).collect();
        sessions.sort_by_key(|entry| !entry.is_current);
        let now = now.unix_seconds();
        Self {
            sessions,
            has_more,
            now: now - now.rem_euclid(60),
        }
    }
}

impl Page for SessionsPage {
    const TEMPLATE: &'static str = "sessions.html";
    const ROUTE: Option<&'static str> = Some("users.sessions");

    fn samples() -> Vec<Self> {
        let this = SessionEntry {
            id: "0198c1f0-a3e5-7bd2-8000-000000000001".to_owned(),
            agent: Some(
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
            ),
            address: Some(Ipv4Addr::new(192, 0, 2, 7).into()),
            since: 1_763_900_000,
            last_seen: 1_763_990_000,
            is_current: true,
        };
        let unknown = SessionEntry {
            id: "0198c1f0-a3e5-7bd2-8000-000000000002".to_owned(),
            agent: None,
            address: None,
            is_current: false,
            ..this.clone()
        };
        vec![
            Self {
                sessions: vec![this.clone()],
                has_more: false,
                now: 1_763_990_040,
            },
            Self {
                sessions: vec![this, unknown],
                has_more: true,
                now: 1_764_000_000,
            },
        ]
    }
}
