use std::{mem, sync::Arc};

use async_trait::async_trait;
use vestibule_domain::{
    AuthEpoch, Credential, DeleteIf, EmailAddress, EmailError, Emails, Events, PasswordHash,
    Session, SessionId, SessionTokenHash, Sessions, Timestamp, Tokens, Unavailable, UnitOfWork,
    User, UserId, Users, VerifiedEmail,
};

use crate::{SessionCache, session_cache::Changed};

/// A unit that notes whom it changes, to have them forgotten when it ended.
pub(crate) struct CachedUnit {
    inner: Box<dyn UnitOfWork>,
    changes: Forgetting,
}

/// Has what changed forgotten when it is dropped: whether the unit was committed, failed (then it
/// may be committed all the same), or was abandoned half-way.
struct Forgetting {
    cache: Arc<SessionCache>,
    changed: Vec<Changed>,
}

impl Drop for Forgetting {
    fn drop(&mut self) {
        for changed in mem::take(&mut self.changed) {
            self.cache.forget(changed);
        }
    }
}

impl CachedUnit {
    pub(crate) fn new(inner: Box<dyn UnitOfWork>, cache: Arc<SessionCache>) -> Self {
        let changes = Forgetting {
            cache,
            changed: Vec::new(),
        };
        Self { inner, changes }
    }

    /// The unit behind, which is about to change this.
    fn changing(&mut self, changed: Changed) -> &mut dyn UnitOfWork {
        self.changes.changed.push(changed);
        &mut *self.inner
    }
}

#[async_trait]
impl UnitOfWork for CachedUnit {
    fn users(&mut self) -> &mut dyn Users {
        self
    }

    fn sessions(&mut self) -> &mut dyn Sessions {
        self
    }

    fn tokens(&mut self) -> &mut dyn Tokens {
        self.inner.tokens()
    }

    fn emails(&mut self) -> &mut dyn Emails {
        self.inner.emails()
    }

    fn events(&mut self) -> &mut dyn Events {
        self.inner.events()
    }

    async fn commit(self: Box<Self>) -> Result<(), Unavailable> {
        let Self { inner, changes } = *self;
        let committed = inner.commit().await;
        drop(changes);
        committed
    }

    fn behind(&mut self) -> Option<&mut dyn UnitOfWork> {
        Some(&mut *self.inner)
    }
}

#[async_trait]
impl Users for CachedUnit {
    async fn insert(&mut self, user: &User, password: &PasswordHash) -> Result<(), EmailError> {
        self.inner.users().insert(user, password).await
    }

    async fn insert_credential(&mut self, credential: &Credential) -> Result<bool, Unavailable> {
        self.inner.users().insert_credential(credential).await
    }

    async fn renew_hash(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
    ) -> Result<bool, Unavailable> {
        self.inner.users().renew_hash(user, from, to).await
    }

    async fn change_password(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.users()
            .change_password(user, proven, to, changed_at)
            .await
    }

    async fn set_password(
        &mut self,
        user: UserId,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.users().set_password(user, to, changed_at).await
    }

    async fn hold_auth_epoch(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
    ) -> Result<bool, Unavailable> {
        self.inner.users().hold_auth_epoch(user, proven).await
    }

    async fn count_failure(&mut self, email: &EmailAddress) -> Result<(), Unavailable> {
        self.inner.users().count_failure(email).await
    }

    async fn reset_failures(&mut self, user: UserId) -> Result<(), Unavailable> {
        self.inner.users().reset_failures(user).await
    }

    async fn verify_email(
        &mut self,
        user: UserId,
        email: &VerifiedEmail,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.users().verify_email(user, email).await
    }

    async fn set_email(&mut self, user: UserId, email: &VerifiedEmail) -> Result<(), EmailError> {
        let unit = self.changing(Changed::User(user));
        unit.users().set_email(user, email).await
    }

    async fn schedule_deletion(
        &mut self,
        user: UserId,
        due_at: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.users().schedule_deletion(user, due_at).await
    }

    async fn set_disabled(
        &mut self,
        user: UserId,
        since: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.users().set_disabled(user, since).await
    }

    async fn delete(&mut self, user: UserId, condition: DeleteIf) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.users().delete(user, condition).await
    }
}

#[async_trait]
impl Sessions for CachedUnit {
    async fn insert(&mut self, session: &Session, proven: AuthEpoch) -> Result<bool, Unavailable> {
        self.inner.sessions().insert(session, proven).await
    }

    async fn touch(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::Session(session));
        unit.sessions().touch(session, seen_at, unless_since).await
    }

    async fn delete(&mut self, user: UserId, session: SessionId) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::Session(session));
        unit.sessions().delete(user, session).await
    }

    async fn delete_by_token(&mut self, token: &SessionTokenHash) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::Token(*token));
        unit.sessions().delete_by_token(token).await
    }

    async fn delete_all(
        &mut self,
        user: UserId,
        kept: Option<SessionId>,
    ) -> Result<u64, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.sessions().delete_all(user, kept).await
    }
}
