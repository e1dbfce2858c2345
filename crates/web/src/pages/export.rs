use std::net::IpAddr;

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::{Serialize, Serializer, ser::Error};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;
use vestibule_domain::{self as domain, AccountExport, Client, Timestamp};

use crate::{RecentlyAuthenticated, Vestibule, WebError};

/// Everything that is kept about a person, for them to take along (GDPR, articles 15 and 20).
/// It has no token and no hash: whoever finds the file opens nothing with it.
#[derive(Serialize)]
struct Export {
    account: Account,
    sessions: Vec<Session>,
    mailed_links: Vec<Link>,
    events: Vec<Event>,
}

#[derive(Serialize)]
struct Account {
    id: Uuid,
    email: String,
    email_verified_at: Option<Time>,
    password_changed_at: Time,
    created_at: Time,
    deletion_due_at: Option<Time>,
}

#[derive(Serialize)]
struct Session {
    id: Uuid,
    remembered: bool,
    created_at: Time,
    password_proved_at: Time,
    last_seen_at: Time,
    expires_at: Time,
    #[serde(flatten)]
    origin: Origin,
}

#[derive(Serialize)]
struct Link {
    purpose: &'static str,
    email: String,
    created_at: Time,
    expires_at: Time,
}

#[derive(Serialize)]
struct Event {
    id: Uuid,
    kind: &'static str,
    at: Time,
    #[serde(flatten)]
    origin: Origin,
}

#[derive(Serialize)]
struct Origin {
    ip_address: Option<IpAddr>,
    user_agent: Option<String>,
}

pub(crate) async fn download(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    let kept = vestibule.accounts().export_account(&user).await?;
    let json = serde_json::to_vec_pretty(&Export::from(kept)).map_err(WebError::internal)?;
    let file = HeaderValue::from_static("attachment; filename=\"account.json\"");
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CONTENT_DISPOSITION, file),
    ];
    Ok((headers, json).into_response())
}

impl From<AccountExport> for Export {
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
            password_proved_at: Time(session.authenticated_at),
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
struct Time(Timestamp);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let time = OffsetDateTime::from_unix_timestamp(self.0.unix_seconds());
        let written = time.map_err(S::Error::custom)?.format(&Rfc3339);
        serializer.serialize_str(&written.map_err(S::Error::custom)?)
    }
}
