use std::net::IpAddr;

use serde::{Serialize, Serializer, ser::Error};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_domain::{self as domain, AccountExport, Client, Timestamp};

/// Everything that is kept about a person, for them to take along (GDPR, articles 15 and 20).
/// It has no token and no hash: whoever finds the file opens nothing with it.
#[derive(Serialize, ToSchema)]
#[schema(as = Export)]
pub(crate) struct Kept {
    account: Account,
    sessions: Vec<Session>,
    mailed_links: Vec<Link>,
    events: Vec<Event>,
}

/// An account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Account {
    /// It never changes.
    id: Uuid,
    /// What the person logs in with.
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
    /// When the person proved to receive mail there; null until then.
    #[schema(required)]
    email_verified_at: Option<Time>,
    password_changed_at: Time,
    created_at: Time,
    /// When the account will be deleted; null unless the person asked for it.
    #[schema(required)]
    deletion_due_at: Option<Time>,
}

/// A person's presence in one browser, or in one application.
#[derive(Serialize, ToSchema)]
pub(crate) struct Session {
    /// It opens nothing.
    id: Uuid,
    /// Whether its cookie outlives the browser.
    remembered: bool,
    created_at: Time,
    /// When the user last authenticated in it, by any method.
    authenticated_at: Time,
    /// The methods, by their names in RFC 8176.
    #[schema(example = json!(["pwd"]))]
    authentication_methods: Vec<&'static str>,
    last_seen_at: Time,
    /// It ends then at the latest.
    expires_at: Time,
    #[serde(flatten)]
    origin: Origin,
}

/// A mailed link that was not used.
#[derive(Serialize, ToSchema)]
pub(crate) struct Link {
    #[schema(examples("verify_email"))]
    purpose: &'static str,
    email: String,
    created_at: Time,
    expires_at: Time,
}

/// Something that happened around an account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Event {
    id: Uuid,
    /// What; there will be more kinds.
    #[schema(examples("logged_in"))]
    kind: &'static str,
    at: Time,
    #[serde(flatten)]
    origin: Origin,
}

/// From where.
#[derive(Serialize, ToSchema)]
pub(crate) struct Origin {
    #[schema(required, value_type = Option<String>, examples("192.0.2.7"))]
    ip_address: Option<IpAddr>,
    /// What the client calls itself.
    #[schema(required, examples("curl/8.14.1"))]
    user_agent: Option<String>,
}

impl From<AccountExport> for Kept {
    fn from(kept: AccountExport) -> Self {
        Self {
            account: kept.user.into(),
            sessions: kept.sessions.into_iter().map(Into::into).collect(),
            mailed_links: kept.links.into_iter().map(Into::into).collect(),
            events: kept.events.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<domain::User> for Account {
    fn from(user: domain::User) -> Self {
        Self {
            id: user.id.as_uuid(),
            email: user.email.to_string(),
            email_verified_at: user.email_verified_at.map(Time),
            password_changed_at: Time(user.password_changed_at),
            created_at: Time(user.created_at),
            deletion_due_at: user.deletion_due_at.map(Time),
        }
    }
}

impl From<domain::Session> for Session {
    fn from(session: domain::Session) -> Self {
        Self {
            id: session.id.as_uuid(),
            remembered: session.remembered,
            created_at: Time(session.created_at),
            authenticated_at: Time(session.authentications.latest()),
            authentication_methods: session
                .authentications
                .iter()
                .map(|(method, _)| method.as_str())
                .collect(),
            last_seen_at: Time(session.last_seen_at),
            expires_at: Time(session.expires_at),
            origin: session.client.into(),
        }
    }
}

impl From<domain::Link> for Link {
    fn from(link: domain::Link) -> Self {
        Self {
            purpose: link.purpose.as_str(),
            email: link.email.to_string(),
            created_at: Time(link.created_at),
            expires_at: Time(link.expires_at),
        }
    }
}

impl From<domain::Event> for Event {
    fn from(event: domain::Event) -> Self {
        Self {
            id: event.id.as_uuid(),
            kind: event.kind.as_str(),
            at: Time(event.at),
            origin: event.client.into(),
        }
    }
}

impl From<Client> for Origin {
    fn from(client: Client) -> Self {
        Self {
            ip_address: client.address,
            user_agent: client.agent,
        }
    }
}

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
