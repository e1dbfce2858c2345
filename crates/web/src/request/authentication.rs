use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use tokio::sync::OnceCell;
use vestibule_domain::{self as domain, AuthService, SessionToken, Unavailable, UserId};

use super::RequestContext;
use crate::{
    Vestibule,
    http::{bearer, cookie::SentToken, sent_cookies::SentCookies},
};

/// The session that the client sent, in each of the two places that may name one, and its user
/// once a handler asked for them.
pub(super) struct Authentication {
    pub(super) cookie: SentToken,
    bearer: SentToken,
    by_cookie: Found,
    by_bearer: Found,
    is_asked: AtomicBool,
}

type Found = OnceCell<Result<Option<domain::CurrentUser>, Arc<Unavailable>>>;

impl Authentication {
    pub(super) fn of(headers: &HeaderMap, cookies: &SentCookies, vestibule: &Vestibule) -> Self {
        Self {
            cookie: vestibule.parts().session_cookie.read(cookies),
            bearer: bearer::read(headers),
            by_cookie: OnceCell::new(),
            by_bearer: OnceCell::new(),
            is_asked: AtomicBool::new(false),
        }
    }
}

impl RequestContext {
    /// The user who makes the request. Without a token nothing is looked up.
    pub(crate) async fn current_user(
        &self,
    ) -> Result<Option<&domain::CurrentUser>, Arc<Unavailable>> {
        let sent = &self.0.authentication;
        match &sent.bearer {
            SentToken::Missing => self.user_by_cookie().await,
            bearer => self.find(&sent.by_bearer, bearer.valid()).await,
        }
    }

    /// Returns the user of the session cookie, and ignores `Authorization`: in a request to
    /// another application, that header is meant for that application.
    pub(crate) async fn user_by_cookie(
        &self,
    ) -> Result<Option<&domain::CurrentUser>, Arc<Unavailable>> {
        let sent = &self.0.authentication;
        self.find(&sent.by_cookie, sent.cookie.valid()).await
    }

    /// The secret of the session that makes the request.
    pub(crate) fn token(&self) -> Option<&SessionToken> {
        let sent = &self.0.authentication;
        match &sent.bearer {
            SentToken::Missing => sent.cookie.valid(),
            bearer => bearer.valid(),
        }
    }

    /// The session of a client that keeps it itself.
    pub(crate) fn bearer(&self) -> &SentToken {
        &self.0.authentication.bearer
    }

    /// Whether the request is from this user.
    pub(crate) async fn is_from(&self, user: UserId) -> Result<bool, Arc<Unavailable>> {
        let current = self.current_user().await?;
        Ok(current.is_some_and(|current| current.user.id == user))
    }

    /// Whether a handler asked for the user, so that the answer depends on them.
    pub(crate) fn depends_on_user(&self) -> bool {
        self.0.authentication.is_asked.load(Relaxed)
    }

    /// A malformed session cookie would be sent for ever.
    pub(crate) fn clear_malformed_cookie(&self, answer: Response) -> Response {
        match self.0.authentication.cookie {
            SentToken::Malformed => {
                let cookie = &self.vestibule().parts().session_cookie;
                (cookie.clear(), answer).into_response()
            }
            SentToken::Missing | SentToken::Present(_) => answer,
        }
    }

    /// Looks a session up once for each of the two places.
    async fn find<'a>(
        &'a self,
        found: &'a Found,
        token: Option<&SessionToken>,
    ) -> Result<Option<&'a domain::CurrentUser>, Arc<Unavailable>> {
        self.0.authentication.is_asked.store(true, Relaxed);
        let found = found.get_or_init(|| self.authenticate(token));
        let found = found.await.as_ref();
        found.map(Option::as_ref).map_err(Arc::clone)
    }

    async fn authenticate(
        &self,
        token: Option<&SessionToken>,
    ) -> Result<Option<domain::CurrentUser>, Arc<Unavailable>> {
        let Some(token) = token else {
            return Ok(None);
        };
        let accounts = self.vestibule().accounts();
        Ok(accounts.authenticate(token, &self.client()).await?)
    }
}
