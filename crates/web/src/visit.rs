use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request},
    http::{HeaderMap, Method, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use tokio::sync::OnceCell;
use vestibule_domain::{self as domain, Client, SessionRequest, Unavailable};
use vestibule_templates::Message;

use crate::{LocalPath, Vestibule, WebError, cookie::SentToken, flash, origin::Origin};

/// One request, and what is known of whoever makes it. The session is looked up when the
/// first one asks, once; a route that does not ask costs nothing.
#[derive(Clone)]
pub(crate) struct Visit(Arc<Inner>);

struct Inner {
    vestibule: Vestibule,
    method: Method,
    uri: Uri,
    origin: Option<Origin>,
    referer: Option<LocalPath>,
    accepts_html: bool,
    client: Client,
    token: SentToken,
    current: OnceCell<Result<Option<domain::CurrentUser>, Arc<Unavailable>>>,
    messages: Vec<Message>,
    messages_shown: AtomicBool,
    depends_on_visitor: AtomicBool,
}

impl Visit {
    pub(crate) fn begin(vestibule: Vestibule, request: &Request) -> Self {
        let headers = request.headers();
        let origin = Origin::ours(vestibule.parts().settings.public_url.as_ref(), headers);
        let peer = request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip());
        let agent = text(headers, header::USER_AGENT);
        Self(Arc::new(Inner {
            method: request.method().clone(),
            uri: request.uri().clone(),
            referer: origin
                .as_ref()
                .and_then(|origin| origin.referer_path(headers)),
            origin,
            accepts_html: text(headers, header::ACCEPT).is_some_and(|a| a.contains("text/html")),
            client: Client::new(peer, agent),
            token: vestibule.parts().session_cookie.read(headers),
            current: OnceCell::new(),
            messages: flash::read(headers, &vestibule),
            messages_shown: AtomicBool::new(false),
            depends_on_visitor: AtomicBool::new(false),
            vestibule,
        }))
    }

    pub(crate) fn vestibule(&self) -> &Vestibule {
        &self.0.vestibule
    }

    pub(crate) fn method(&self) -> &Method {
        &self.0.method
    }

    /// The path as the client asked for it, without the query: that may hold a secret.
    pub(crate) fn path(&self) -> &str {
        self.0.uri.path()
    }

    pub(crate) fn origin(&self) -> Option<&Origin> {
        self.0.origin.as_ref()
    }

    pub(crate) fn accepts_html(&self) -> bool {
        self.0.accepts_html
    }

    pub(crate) fn token(&self) -> &SentToken {
        &self.0.token
    }

    /// Where to bring somebody back to who must log in first: to the page they asked for, or
    /// to the page whose form they sent.
    pub(crate) fn way_back(&self) -> Option<LocalPath> {
        if self.0.method.is_safe() {
            self.0
                .uri
                .path_and_query()
                .and_then(|path| LocalPath::parse(path.as_str()))
        } else {
            self.0.referer.clone()
        }
    }

    /// The session that a log-in asks for. It replaces the one that the browser has.
    pub(crate) fn session_request(&self, remember: bool) -> SessionRequest {
        let replaces = self.0.token.valid().cloned();
        SessionRequest {
            client: self.0.client.clone(),
            remember,
            replaces,
        }
    }

    /// Who asks. Without a cookie nothing is looked up.
    pub(crate) async fn current_user(
        &self,
    ) -> Result<Option<&domain::CurrentUser>, Arc<Unavailable>> {
        self.0.depends_on_visitor.store(true, Relaxed);
        let found = self.0.current.get_or_init(|| self.authenticate()).await;
        found.as_ref().map(Option::as_ref).map_err(Arc::clone)
    }

    async fn authenticate(&self) -> Result<Option<domain::CurrentUser>, Arc<Unavailable>> {
        let Some(token) = self.0.token.valid() else {
            return Ok(None);
        };
        Ok(self.0.vestibule.accounts().authenticate(token).await?)
    }

    /// The flash messages, to be shown now and not again.
    pub(crate) fn take_messages(&self) -> &[Message] {
        self.0.messages_shown.store(true, Relaxed);
        &self.0.messages
    }

    pub(crate) fn messages_were_shown(&self) -> bool {
        !self.0.messages.is_empty() && self.0.messages_shown.load(Relaxed)
    }

    /// A cookie that was never ours would be sent for ever.
    pub(crate) fn take_rubbish_away(&self, answer: Response) -> Response {
        match self.0.token {
            SentToken::Malformed => (self.vestibule().clear_session(), answer).into_response(),
            SentToken::Missing | SentToken::Present(_) => answer,
        }
    }

    pub(crate) fn depends_on_visitor(&self) -> bool {
        self.0.depends_on_visitor.load(Relaxed)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            WebError::internal("this route was added after `mount`: mount the finished application")
        })
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
