use std::sync::{Arc, atomic::Ordering::Relaxed};

use tokio::sync::OnceCell;
use vestibule_domain::{self as domain, AuthService, SessionToken, Unavailable, UserId};

use super::Visit;
use crate::cookie::SentToken;

/// The user who asks, once a handler wanted to know.
pub(super) type Found = OnceCell<Result<Option<domain::CurrentUser>, Arc<Unavailable>>>;

impl Visit {
    /// Who asks. Without a token nothing is looked up.
    pub(crate) async fn current_user(
        &self,
    ) -> Result<Option<&domain::CurrentUser>, Arc<Unavailable>> {
        match &self.0.bearer {
            SentToken::Missing => self.cookies_user().await,
            bearer => self.find(&self.0.by_bearer, bearer.valid()).await,
        }
    }

    /// Who asks, by the cookie alone: where the request is another application's, so is its
    /// `Authorization`.
    pub(crate) async fn cookies_user(
        &self,
    ) -> Result<Option<&domain::CurrentUser>, Arc<Unavailable>> {
        self.find(&self.0.by_cookie, self.0.cookie.valid()).await
    }

    /// Looks a session up once for each of the two places that may name one.
    async fn find<'a>(
        &'a self,
        found: &'a Found,
        token: Option<&SessionToken>,
    ) -> Result<Option<&'a domain::CurrentUser>, Arc<Unavailable>> {
        self.0.depends_on_visitor.store(true, Relaxed);
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
        let accounts = self.0.vestibule.accounts();
        Ok(accounts.authenticate(token, &self.client()).await?)
    }

    /// Whether this person is logged in.
    pub(crate) async fn is_by(&self, user: UserId) -> Result<bool, Arc<Unavailable>> {
        let current = self.current_user().await?;
        Ok(current.is_some_and(|current| current.user.id == user))
    }
}
