use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::SessionRequest;

use crate::{http::cookie::SentToken, request::RequestContext};

/// How the client stores its session: in a cookie that scripts cannot read, or as a token that the
/// client sends as `Authorization: Bearer`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SessionTransport {
    /// The response sets the session cookie.
    #[default]
    Cookie,
    /// The response has the token and sets no cookie.
    Token,
}

impl SessionTransport {
    /// Returns how the client stores the session of this request.
    pub(crate) fn of(context: &RequestContext) -> Self {
        match context.bearer() {
            SentToken::Missing => Self::Cookie,
            SentToken::Malformed | SentToken::Present(_) => Self::Token,
        }
    }

    /// Returns the session request of a client. The new session replaces the one that the client
    /// stores in the same way: a token for an application does not log the browser out.
    pub(crate) fn request(
        self,
        context: &RequestContext,
        remember: bool,
        device: Option<String>,
    ) -> SessionRequest {
        let request = context.session_request(remember);
        match self {
            Self::Cookie => request,
            Self::Token => SessionRequest {
                remember: false,
                replaces: context.bearer().valid().cloned(),
                device,
                ..request
            },
        }
    }
}
