//! One request, and what is known of its client: made once, by the middleware, and shared by all
//! that looks at the request.

use std::{
    hash::{BuildHasher, RandomState},
    net::SocketAddr,
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request},
    http::{Method, request::Parts},
};
use vestibule_domain::{Client, Language, SessionRequest};

use crate::{
    Vestibule, WebError,
    http::{misplaced::AddedAfterMount, sent_cookies::SentCookies},
};

mod answer;
mod authentication;
mod flash;
mod sender;
mod target;

use answer::AnswerFormat;
use authentication::Authentication;
use flash::SentMessages;
use sender::Sender;
use target::Target;

/// One request. Its session is looked up when a handler first asks for it, once; a route that does
/// not ask costs nothing.
#[derive(Clone)]
pub(crate) struct RequestContext(Arc<Inner>);

struct Inner {
    vestibule: Vestibule,
    id: String,
    target: Target,
    sender: Sender,
    answer: AnswerFormat,
    cookies: SentCookies,
    authentication: Authentication,
    messages: SentMessages,
}

impl RequestContext {
    pub(crate) fn begin(vestibule: Vestibule, request: &Request) -> Self {
        let headers = request.headers();
        let cookies = SentCookies::of(headers);
        let info = request.extensions().get::<ConnectInfo<SocketAddr>>();
        Self(Arc::new(Inner {
            // Not secret and not guessable in a row: a number that the standard library draws
            // for its hash tables.
            id: format!("{:016x}", RandomState::new().hash_one(request.uri().path())),
            target: Target::of(request, vestibule.parts().settings.public_url.as_ref()),
            sender: Sender::of(headers, info.map(|info| info.0.ip()), &vestibule),
            answer: AnswerFormat::of(headers),
            authentication: Authentication::of(headers, &cookies, &vestibule),
            cookies,
            messages: SentMessages::default(),
            vestibule,
        }))
    }

    pub(crate) fn vestibule(&self) -> &Vestibule {
        &self.0.vestibule
    }

    /// What the user can tell the operator, who finds it in the log.
    pub(crate) fn id(&self) -> &str {
        &self.0.id
    }

    pub(crate) fn method(&self) -> &Method {
        &self.0.target.method
    }

    /// From where the request comes, with the language of the emails that it may cause.
    pub(crate) fn client(&self) -> Client {
        let language = Language::parse(self.preferred_language());
        self.0.sender.client.clone().reading(language)
    }

    /// The session that a login asks for. It replaces the one that the browser has.
    pub(crate) fn session_request(&self, remember: bool) -> SessionRequest {
        SessionRequest {
            client: self.client(),
            remember,
            replaces: self.0.authentication.cookie.valid().cloned(),
            device: self.device().map(str::to_owned),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RequestContext {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        let context = parts.extensions.get::<Self>().cloned();
        context.ok_or_else(|| WebError::out_of_reach(AddedAfterMount::found(parts)))
    }
}
