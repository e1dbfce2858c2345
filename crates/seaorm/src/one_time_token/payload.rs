//! What a token is good for, as JSON.

use serde::{Deserialize, Serialize};
use vestibule_domain::{AuthEpoch, Authentications, EmailAddress, TokenPayload, TokenPurpose};

use crate::error::Unreadable;

#[derive(Deserialize, Serialize)]
struct Link {
    email: String,
}

#[derive(Deserialize, Serialize)]
struct Invitation {
    email: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct PendingLogin {
    auth_epoch: u32,
    authentications: String,
    remember: bool,
}

pub(super) fn read(
    purpose: TokenPurpose,
    email_changes: u32,
    json: &str,
) -> Result<TokenPayload, Unreadable> {
    Ok(match purpose {
        TokenPurpose::Link(purpose) => {
            let Link { email } = serde_json::from_str(json)?;
            let email = EmailAddress::parse(&email)?;
            TokenPayload::Link {
                purpose,
                email,
                email_changes,
            }
        }
        TokenPurpose::Invitation => {
            let Invitation { email } = serde_json::from_str(json)?;
            let email = email.map(|email| EmailAddress::parse(&email));
            TokenPayload::Invitation {
                email: email.transpose()?,
            }
        }
        TokenPurpose::PendingLogin => {
            let pending: PendingLogin = serde_json::from_str(json)?;
            TokenPayload::PendingLogin {
                proven: AuthEpoch::from_number(pending.auth_epoch),
                authentications: Authentications::from_text(&pending.authentications),
                remember: pending.remember,
            }
        }
    })
}

/// The count of changes of address has a column of its own, by which tokens are deleted.
pub(super) fn write(payload: &TokenPayload) -> Result<String, serde_json::Error> {
    let text = |email: &EmailAddress| email.as_str().to_owned();
    match payload {
        TokenPayload::Link { email, .. } => serde_json::to_string(&Link { email: text(email) }),
        TokenPayload::Invitation { email } => {
            let email = email.as_ref().map(text);
            serde_json::to_string(&Invitation { email })
        }
        TokenPayload::PendingLogin {
            proven,
            authentications,
            remember,
        } => serde_json::to_string(&PendingLogin {
            auth_epoch: proven.number(),
            authentications: authentications.to_text(),
            remember: *remember,
        }),
    }
}
