use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::SessionRequest;

use crate::{cookie::SentToken, visit::Visit};

/// How a client keeps its session: in the cookie, which browsers do by themselves and no script
/// can read, or itself, as a token that it sends as `Authorization: Bearer`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Keeping {
    /// The answer sets the cookie.
    #[default]
    Cookie,
    /// The answer has the token, and sets no cookie.
    Token,
}

impl Keeping {
    /// How the client that asks keeps the session that it has.
    pub(crate) fn of(visit: &Visit) -> Self {
        match visit.bearer() {
            SentToken::Missing => Self::Cookie,
            SentToken::Malformed | SentToken::Present(_) => Self::Token,
        }
    }

    /// The session that a client asks for. It replaces the one that is kept in the same way: a
    /// token that an application asks for does not log the browser out.
    pub(crate) fn request(
        self,
        visit: &Visit,
        remember: bool,
        device: Option<String>,
    ) -> SessionRequest {
        let request = visit.session_request(remember);
        match self {
            Self::Cookie => request,
            Self::Token => SessionRequest {
                remember: false,
                replaces: visit.bearer().valid().cloned(),
                device,
                ..request
            },
        }
    }
}
