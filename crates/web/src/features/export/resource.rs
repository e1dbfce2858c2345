use serde::Serialize;
use utoipa::ToSchema;
use vestibule_domain::{self as domain, AccountExport};

use crate::{
    api::time::Time,
    features::{
        account::resource::Account, activity::resource::Event, sessions::resource::Session,
    },
};

/// All stored data of an account (GDPR, articles 15 and 20). The export has no token and no hash,
/// so it is not a credential.
#[derive(Serialize, ToSchema)]
pub(crate) struct Export {
    account: Account,
    sessions: Vec<Session>,
    emailed_links: Vec<Link>,
    events: Vec<Event>,
}

/// An emailed link that is not used yet.
#[derive(Serialize, ToSchema)]
pub(crate) struct Link {
    #[schema(examples("verify_email"))]
    purpose: &'static str,
    email: String,
    created_at: Time,
    expires_at: Time,
}

impl From<AccountExport> for Export {
    fn from(export: AccountExport) -> Self {
        Self {
            account: export.user.into(),
            sessions: export.sessions.into_iter().map(Into::into).collect(),
            emailed_links: export.links.into_iter().map(Into::into).collect(),
            events: export.events.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<domain::Link> for Link {
    fn from(link: domain::Link) -> Self {
        Self {
            purpose: link.purpose.as_str(),
            email: link.email.to_string(),
            created_at: link.created_at.into(),
            expires_at: link.expires_at.into(),
        }
    }
}
