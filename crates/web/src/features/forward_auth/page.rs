use std::borrow::Cow;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use url::{Url, form_urlencoded::Serializer};
use vestibule_domain::{CurrentUser, VerifiedEmail};

use crate::{Route, Vestibule, WebError, http::header_text::single, request::RequestContext};

const REMOTE_USER: HeaderName = HeaderName::from_static("remote-user");
const REMOTE_EMAIL: HeaderName = HeaderName::from_static("remote-email");

/// What nginx is told to say, whose `auth_request` knows 401 and no redirect.
const ORIGINAL_URL: HeaderName = HeaderName::from_static("x-original-url");
/// The headers of Caddy and Traefik, which forward the redirect to the browser.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_URI: HeaderName = HeaderName::from_static("x-forwarded-uri");
const FORWARDED_METHOD: HeaderName = HeaderName::from_static("x-forwarded-method");

/// Tells a reverse proxy whether to let a request through to another application, and which user
/// sent it. The route is public: the answer is about the session of the request alone, and it
/// redirects to protected hosts only.
pub(crate) async fn decide(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let asked = Asked::read(&headers).ok_or_else(WebError::forbidden)?;
    let url = asked.protected_by(&vestibule);
    let url = url.ok_or_else(WebError::forbidden)?;
    match context.user_by_cookie().await? {
        Some(current) => Ok(let_through(current)),
        None if !asked.is_navigation || !context.accepts_html() => {
            Err(WebError::status(StatusCode::UNAUTHORIZED))
        }
        None => Ok(asked.lead_to_log_in(url, &vestibule)),
    }
}

/// Both headers are always set, so that a proxy replaces what a client wrote into them. An
/// unverified email address is left empty, because any visitor could have claimed it. The address
/// has its canonical form, since the application may compare it.
fn let_through(current: &CurrentUser) -> Response {
    let email = current.user.verified_email();
    let email = email.as_ref().map(VerifiedEmail::address);
    let email = HeaderValue::from_bytes(email.map_or(b"", |email| email.canonical().as_bytes()));
    let user = HeaderValue::try_from(current.user.id.to_string());
    let mut answer = StatusCode::OK.into_response();
    for (name, value) in [(REMOTE_USER, user.ok()), (REMOTE_EMAIL, email.ok())] {
        let value = value.unwrap_or(HeaderValue::from_static(""));
        answer.headers_mut().insert(name, value);
    }
    answer
}

/// The request that the reverse proxy received for another application.
struct Asked {
    /// The page, by each of the two ways to name it that the request has. Behind a proxy of the
    /// one kind, the other may come from the client.
    urls: Vec<Url>,
    /// Whether the browser can be led away and come back: a form could not.
    is_navigation: bool,
    follows_redirects: bool,
}

impl Asked {
    /// `None` if the names do not form a URL.
    fn read(headers: &HeaderMap) -> Option<Self> {
        let text = |name: &HeaderName| single(headers, name);
        let is_safe = |method: Cow<'_, str>| matches!(&*method, "GET" | "HEAD");
        let original = text(&ORIGINAL_URL);
        let forwarded = text(&FORWARDED_PROTO)
            .zip(text(&FORWARDED_HOST))
            .zip(text(&FORWARDED_URI))
            .map(|((proto, host), uri)| format!("{proto}://{host}{uri}").into());
        let follows_redirects = original.is_none();
        let urls = [original, forwarded].into_iter().flatten();
        Some(Self {
            urls: urls
                .map(|url| Url::parse(&url).ok())
                .collect::<Option<_>>()?,
            is_navigation: text(&FORWARDED_METHOD).is_none_or(is_safe),
            follows_redirects,
        })
    }

    /// Returns the URL of the page if its host is a protected one.
    fn protected_by(&self, vestibule: &Vestibule) -> Option<&Url> {
        let is_protected = self.urls.iter().all(|url| vestibule.protects(url));
        self.urls.first().filter(|_| is_protected)
    }

    fn lead_to_log_in(&self, url: &Url, vestibule: &Vestibule) -> Response {
        let site = vestibule.parts().settings.public_url.as_ref();
        let site = site.map_or("", |url| url.as_str());
        let next = Serializer::new(String::new())
            .append_pair("next", url.as_str())
            .finish();
        let log_in = format!("{site}{}?{next}", vestibule.path(Route::LOG_IN));
        let mut answer = Redirect::to(&log_in).into_response();
        if !self.follows_redirects {
            *answer.status_mut() = StatusCode::UNAUTHORIZED;
        }
        answer
    }
}
