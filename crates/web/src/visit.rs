use std::{
    borrow::Cow,
    hash::{BuildHasher, RandomState},
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request},
    http::{HeaderValue, Method, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use tokio::sync::OnceCell;
use vestibule_domain::{Client, Language, SessionRequest, SessionToken};
use vestibule_templates::Message;

use crate::{
    LocalPath, Vestibule, WebError, bearer, cookie::SentToken, flash, header_text::list, link,
    misplaced::AddedAfterMount, origin::Origin, sent_cookies::SentCookies,
};

mod asker;

use asker::Found;

/// One request, and what is known of whoever makes it. The session is looked up when the
/// first one asks, once; a route that does not ask costs nothing.
#[derive(Clone)]
pub(crate) struct Visit(Arc<Inner>);

struct Inner {
    vestibule: Vestibule,
    id: String,
    method: Method,
    uri: Uri,
    origin: Option<Origin>,
    referer: Option<LocalPath>,
    accepts_html: bool,
    is_programs: AtomicBool,
    accept_language: Option<String>,
    language: OnceLock<String>,
    spoke: AtomicBool,
    client: Client,
    is_direct: bool,
    cookies: SentCookies,
    cookie: SentToken,
    bearer: SentToken,
    by_cookie: Found,
    by_bearer: Found,
    messages: OnceLock<Vec<Message>>,
    messages_shown: AtomicBool,
    depends_on_visitor: AtomicBool,
}

impl Visit {
    pub(crate) fn begin(vestibule: Vestibule, request: &Request) -> Self {
        let headers = request.headers();
        let origin = Origin::ours(vestibule.parts().settings.public_url.as_ref(), headers);
        let info = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let peer = info.map(|info| info.0.ip().to_canonical());
        let proxies = &vestibule.parts().settings.trusted_proxies;
        let warning = &vestibule.parts().proxy_warning;
        let address = peer.map(|peer| {
            warning.look(proxies, peer, headers);
            proxies.client_address(peer, headers)
        });
        let cookies = SentCookies::of(headers);
        let agent = list(headers, &header::USER_AGENT);
        Self(Arc::new(Inner {
            // Not secret and not guessable in a row: a number that the standard library draws
            // for its hash tables.
            id: format!("{:016x}", RandomState::new().hash_one(request.uri().path())),
            method: request.method().clone(),
            uri: request.uri().clone(),
            referer: origin
                .as_ref()
                .and_then(|origin| origin.referer_path(headers)),
            origin,
            accepts_html: list(headers, &header::ACCEPT).is_some_and(|a| a.contains("text/html")),
            is_programs: AtomicBool::new(false),
            accept_language: list(headers, &header::ACCEPT_LANGUAGE).map(Cow::into_owned),
            language: OnceLock::new(),
            spoke: AtomicBool::new(false),
            client: Client::new(address, agent.as_deref()),
            is_direct: !peer.is_some_and(|peer| proxies.trusts(peer)),
            cookie: vestibule.parts().session_cookie.read(&cookies),
            cookies,
            bearer: bearer::read(headers),
            by_cookie: OnceCell::new(),
            by_bearer: OnceCell::new(),
            messages: OnceLock::new(),
            messages_shown: AtomicBool::new(false),
            depends_on_visitor: AtomicBool::new(false),
            vestibule,
        }))
    }

    pub(crate) fn vestibule(&self) -> &Vestibule {
        &self.0.vestibule
    }

    /// What the person can tell the operator, who finds it in the log.
    pub(crate) fn request_id(&self) -> &str {
        &self.0.id
    }

    pub(crate) fn method(&self) -> &Method {
        &self.0.method
    }

    /// Whether no trusted proxy stands in between.
    pub(crate) fn is_direct(&self) -> bool {
        self.0.is_direct
    }

    /// The path as the client asked for it, without the query: that may hold a secret.
    pub(crate) fn path(&self) -> &str {
        self.0.uri.path()
    }

    /// Whether the address of the page has the secret of a mailed link in it.
    pub(crate) fn has_secret_address(&self) -> bool {
        self.0.uri.query().is_some_and(link::is_in)
    }

    pub(crate) fn origin(&self) -> Option<&Origin> {
        self.0.origin.as_ref()
    }

    /// Whether a person is to read the answer.
    pub(crate) fn accepts_html(&self) -> bool {
        self.0.accepts_html && !self.0.is_programs.load(Relaxed)
    }

    /// The route answers programs, whatever they say that they accept: by no page and no detour.
    pub(crate) fn answer_a_program(&self) {
        self.0.is_programs.store(true, Relaxed);
    }

    /// The language to answer in. The answer depends on it from then on.
    pub(crate) fn language(&self) -> &str {
        self.0.spoke.store(true, Relaxed);
        self.preferred_language()
    }

    fn preferred_language(&self) -> &str {
        self.0.language.get_or_init(|| {
            let asked = self.0.accept_language.as_deref();
            let templates = &self.vestibule().parts().templates;
            templates.negotiate(asked.unwrap_or_default()).to_owned()
        })
    }

    /// The language that was answered in, if anybody asked for it.
    pub(crate) fn spoken_language(&self) -> Option<&str> {
        self.0
            .spoke
            .load(Relaxed)
            .then(|| self.preferred_language())
    }

    /// The secret of the session that asks.
    pub(crate) fn token(&self) -> Option<&SessionToken> {
        match &self.0.bearer {
            SentToken::Missing => self.0.cookie.valid(),
            bearer => bearer.valid(),
        }
    }

    /// The session of a client that keeps it itself.
    pub(crate) fn bearer(&self) -> &SentToken {
        &self.0.bearer
    }

    /// Where to bring somebody back to who must log in first: to the page they asked for, or
    /// to the page whose form they sent.
    pub(crate) fn way_back(&self) -> Option<LocalPath> {
        if self.0.method.is_safe() {
            self.0
                .uri
                .path_and_query()
                .and_then(|path| LocalPath::parse(path.as_str()).ok())
        } else {
            self.0.referer.clone()
        }
    }

    /// From where the request comes, with the language of the mails that it may cause.
    pub(crate) fn client(&self) -> Client {
        let language = Language::parse(self.preferred_language());
        self.0.client.clone().reading(language)
    }

    /// The address that the request came from.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        self.0.client.address
    }

    /// What the client calls itself.
    pub(crate) fn agent(&self) -> Option<&str> {
        self.0.client.agent.as_deref()
    }

    /// All cookies, as they were sent.
    pub(crate) fn cookie_lines(&self) -> &[HeaderValue] {
        self.0.cookies.lines()
    }

    /// What the browser sent to be known again.
    pub(crate) fn device(&self) -> Option<&str> {
        let cookie = &self.vestibule().parts().device_cookie;
        cookie.read(&self.0.cookies)
    }

    /// The session that a log-in asks for. It replaces the one that the browser has.
    pub(crate) fn session_request(&self, remember: bool) -> SessionRequest {
        let replaces = self.0.cookie.valid().cloned();
        SessionRequest {
            client: self.client(),
            remember,
            replaces,
            device: self.device().map(str::to_owned),
        }
    }

    /// The flash messages, to be shown now and not again.
    pub(crate) fn take_messages(&self) -> &[Message] {
        self.0.messages_shown.store(true, Relaxed);
        self.messages()
    }

    pub(crate) fn messages_were_shown(&self) -> bool {
        self.0.messages_shown.load(Relaxed) && !self.messages().is_empty()
    }

    fn messages(&self) -> &[Message] {
        let read = || flash::read(&self.0.cookies, self.vestibule());
        self.0.messages.get_or_init(read)
    }

    /// A cookie that was never ours would be sent for ever.
    pub(crate) fn take_rubbish_away(&self, answer: Response) -> Response {
        match self.0.cookie {
            SentToken::Malformed => {
                let cookie = &self.vestibule().parts().session_cookie;
                (cookie.clear(), answer).into_response()
            }
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
        let visit = parts.extensions.get::<Self>().cloned();
        visit.ok_or_else(|| WebError::out_of_reach(AddedAfterMount::found(parts)))
    }
}
