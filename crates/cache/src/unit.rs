use std::{mem, sync::Arc};

use async_trait::async_trait;
use vestibule_domain::{
    AuthEpoch, Credential, DeleteIf, EmailAddress, EmailError, Event, EventId, Events, Invitation,
    Invitations, Link, LinkPurpose, LinkTokenHash, Links, Mail, MailId, MailKind, Mails,
    PasswordHash, Session, SessionId, SessionTokenHash, Sessions, Timestamp, Unavailable,
    UnitOfWork, User, UserId, Users, VerifiedEmail,
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
    async fn insert_user(
        &mut self,
        user: &User,
        password: &PasswordHash,
    ) -> Result<(), EmailError> {
        self.inner.insert_user(user, password).await
    }

    async fn insert_credential(&mut self, credential: &Credential) -> Result<bool, Unavailable> {
        self.inner.insert_credential(credential).await
    }

    async fn renew_hash(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
    ) -> Result<bool, Unavailable> {
        self.inner.renew_hash(user, from, to).await
    }

    async fn change_password(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.change_password(user, proven, to, changed_at).await
    }

    async fn set_password(
        &mut self,
        user: UserId,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.set_password(user, to, changed_at).await
    }

    async fn hold_auth_epoch(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
    ) -> Result<bool, Unavailable> {
        self.inner.hold_auth_epoch(user, proven).await
    }

    async fn count_failure(&mut self, email: &EmailAddress) -> Result<(), Unavailable> {
        self.inner.count_failure(email).await
    }

    async fn forget_failures(&mut self, user: UserId) -> Result<(), Unavailable> {
        self.inner.forget_failures(user).await
    }

    async fn verify_email(
        &mut self,
        user: UserId,
        email: &VerifiedEmail,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.verify_email(user, email).await
    }

    async fn set_email(&mut self, user: UserId, email: &VerifiedEmail) -> Result<(), EmailError> {
        let unit = self.changing(Changed::User(user));
        unit.set_email(user, email).await
    }

    async fn schedule_deletion(
        &mut self,
        user: UserId,
        due_at: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.schedule_deletion(user, due_at).await
    }

    async fn set_disabled(
        &mut self,
        user: UserId,
        since: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.set_disabled(user, since).await
    }

    async fn delete_user(
        &mut self,
        user: UserId,
        condition: DeleteIf,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.delete_user(user, condition).await
    }
}

#[async_trait]
impl Sessions for CachedUnit {
    async fn insert_session(
        &mut self,
        session: &Session,
        proven: AuthEpoch,
    ) -> Result<bool, Unavailable> {
        self.inner.insert_session(session, proven).await
    }

    async fn touch_session(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::Session(session));
        unit.touch_session(session, seen_at, unless_since).await
    }

    async fn delete_session(
        &mut self,
        user: UserId,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::Session(session));
        unit.delete_session(user, session).await
    }

    async fn delete_session_by_token(
        &mut self,
        token: &SessionTokenHash,
    ) -> Result<bool, Unavailable> {
        let unit = self.changing(Changed::Token(*token));
        unit.delete_session_by_token(token).await
    }

    async fn delete_sessions(
        &mut self,
        user: UserId,
        kept: Option<SessionId>,
    ) -> Result<u64, Unavailable> {
        let unit = self.changing(Changed::User(user));
        unit.delete_sessions(user, kept).await
    }
}

#[async_trait]
impl Links for CachedUnit {
    async fn insert_link(&mut self, link: &Link) -> Result<(), Unavailable> {
        self.inner.insert_link(link).await
    }

    async fn delete_link(&mut self, token: &LinkTokenHash) -> Result<bool, Unavailable> {
        self.inner.delete_link(token).await
    }

    async fn delete_links(
        &mut self,
        user: UserId,
        purposes: &[LinkPurpose],
        since: u32,
    ) -> Result<u64, Unavailable> {
        self.inner.delete_links(user, purposes, since).await
    }
}

#[async_trait]
impl Invitations for CachedUnit {
    async fn insert_invitation(&mut self, invitation: &Invitation) -> Result<(), Unavailable> {
        self.inner.insert_invitation(invitation).await
    }

    async fn delete_invitation(&mut self, token: &LinkTokenHash) -> Result<bool, Unavailable> {
        self.inner.delete_invitation(token).await
    }
}

#[async_trait]
impl Mails for CachedUnit {
    async fn insert_mail(&mut self, mail: &Mail) -> Result<(), Unavailable> {
        self.inner.insert_mail(mail).await
    }

    async fn set_mail_link(
        &mut self,
        mail: MailId,
        link: &LinkTokenHash,
    ) -> Result<bool, Unavailable> {
        self.inner.set_mail_link(mail, link).await
    }

    async fn postpone_mail(
        &mut self,
        mail: MailId,
        attempts: u32,
        due_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        self.inner.postpone_mail(mail, attempts, due_at).await
    }

    async fn delete_mail(&mut self, mail: MailId) -> Result<bool, Unavailable> {
        self.inner.delete_mail(mail).await
    }

    async fn delete_mails(
        &mut self,
        user: UserId,
        kinds: &[MailKind],
        since: u32,
    ) -> Result<u64, Unavailable> {
        self.inner.delete_mails(user, kinds, since).await
    }
}

#[async_trait]
impl Events for CachedUnit {
    async fn insert_event(&mut self, event: &Event) -> Result<(), Unavailable> {
        self.inner.insert_event(event).await
    }

    async fn replace_event(&mut self, old: EventId, event: &Event) -> Result<bool, Unavailable> {
        self.inner.replace_event(old, event).await
    }
}
