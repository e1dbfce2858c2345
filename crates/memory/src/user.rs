use async_trait::async_trait;
use vestibule_domain::{
    AuthEpoch, Credential, DeleteIf, EmailAddress, EmailError, PasswordHash, StoredUsers,
    Timestamp, Unavailable, User, UserId, Users, VerifiedEmail,
};

use crate::{
    rows::{Rows, delete},
    store::MemoryStore,
    unit::MemoryUnit,
};

impl Rows {
    pub(crate) fn credential(&self, email: &EmailAddress) -> Option<&Credential> {
        self.users.values().find(|known| known.user.email == *email)
    }

    pub(crate) fn credentials(&self, after: Option<UserId>, limit: u32) -> Vec<Credential> {
        let users = self.users.values();
        let behind = users.filter(|known| after.is_none_or(|after| known.user.id > after));
        let mut page: Vec<_> = behind.cloned().collect();
        page.sort_by_key(|known| known.user.id);
        page.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        page
    }

    pub(crate) fn users_to_delete(&self, now: Timestamp, limit: u32) -> Vec<User> {
        let users = self.users.values().map(|known| &known.user);
        let due = users.filter(|user| is_due(user, now));
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        due.take(limit).cloned().collect()
    }

    /// Updates a user, and returns whether there is one.
    fn update_user(&mut self, user: UserId, write: impl FnOnce(&mut Credential)) -> bool {
        self.users.get_mut(&user).map(write).is_some()
    }
}

fn holds(condition: DeleteIf, user: &User) -> bool {
    match condition {
        DeleteIf::Exists => true,
        DeleteIf::DueAt(now) => is_due(user, now),
        DeleteIf::UnverifiedSince(since) => {
            user.email_verified_at.is_none() && user.created_at >= since
        }
    }
}

fn is_due(user: &User, now: Timestamp) -> bool {
    user.deletion_due_at.is_some_and(|due_at| due_at <= now)
}

#[async_trait]
impl Users for MemoryUnit {
    async fn insert(&mut self, user: &User, password: &PasswordHash) -> Result<(), EmailError> {
        let rows = self.rows();
        if rows.credential(&user.email).is_some() {
            return Err(EmailError::EmailTaken);
        }
        let credential = Credential::new(user.clone(), password.clone());
        rows.users.insert(user.id, credential);
        Ok(())
    }

    async fn insert_credential(&mut self, credential: &Credential) -> Result<bool, Unavailable> {
        let rows = self.rows();
        let Credential { user, .. } = credential;
        if rows.users.contains_key(&user.id) || rows.credential(&user.email).is_some() {
            return Ok(false);
        }
        rows.users.insert(user.id, credential.clone());
        Ok(true)
    }

    async fn renew_hash(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().users.get_mut(&user);
        let same = stored.filter(|stored| stored.password == *from);
        Ok(same.map(|stored| stored.password = to.clone()).is_some())
    }

    async fn change_password(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().users.get_mut(&user);
        let same = stored.filter(|stored| stored.user.auth_epoch == proven);
        let changed = same.map(|stored| {
            stored.password = to.clone();
            stored.user.password_changed_at = changed_at;
            stored.user.auth_epoch = proven.next();
        });
        Ok(changed.is_some())
    }

    async fn set_password(
        &mut self,
        user: UserId,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        Ok(self.rows().update_user(user, |stored| {
            stored.password = to.clone();
            stored.user.password_changed_at = changed_at;
            stored.user.auth_epoch = stored.user.auth_epoch.next();
            stored.failures = 0;
            stored.device_epoch += 1;
        }))
    }

    async fn hold_auth_epoch(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().users.get(&user);
        Ok(stored.is_some_and(|stored| stored.user.auth_epoch == proven))
    }

    async fn count_failure(&mut self, email: &EmailAddress) -> Result<(), Unavailable> {
        let users = self.rows().users.values_mut();
        for known in users.filter(|known| known.user.email == *email) {
            known.failures += 1;
        }
        Ok(())
    }

    async fn reset_failures(&mut self, user: UserId) -> Result<(), Unavailable> {
        self.rows().update_user(user, |stored| stored.failures = 0);
        Ok(())
    }

    async fn verify_email(
        &mut self,
        user: UserId,
        email: &VerifiedEmail,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().users.get_mut(&user);
        let stored = stored.filter(|stored| stored.user.email == *email.address());
        let verified = stored.map(|s| s.user.email_verified_at = Some(email.verified_at()));
        Ok(verified.is_some())
    }

    async fn set_email(&mut self, user: UserId, email: &VerifiedEmail) -> Result<(), EmailError> {
        let rows = self.rows();
        let owner = rows.credential(email.address());
        if owner.is_some_and(|owner| owner.user.id != user) {
            return Err(EmailError::EmailTaken);
        }
        rows.update_user(user, |stored| {
            stored.user.email = email.address().clone();
            stored.user.email_verified_at = Some(email.verified_at());
            stored.user.email_changes += 1;
            stored.user.auth_epoch = stored.user.auth_epoch.next();
        });
        Ok(())
    }

    async fn schedule_deletion(
        &mut self,
        user: UserId,
        due_at: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let rows = self.rows();
        Ok(rows.update_user(user, |stored| stored.user.deletion_due_at = due_at))
    }

    async fn set_disabled(
        &mut self,
        user: UserId,
        since: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let rows = self.rows();
        Ok(rows.update_user(user, |stored| {
            stored.user.disabled_at = since;
            stored.user.auth_epoch = stored.user.auth_epoch.next();
        }))
    }

    async fn delete(&mut self, user: UserId, condition: DeleteIf) -> Result<bool, Unavailable> {
        let rows = self.rows();
        let is_doomed =
            |stored: &Credential| stored.user.id == user && holds(condition, &stored.user);
        if delete(&mut rows.users, is_doomed) == 0 {
            return Ok(false);
        }
        delete(&mut rows.sessions, |session| session.user_id == user);
        delete(&mut rows.tokens, |token| token.user_id == Some(user));
        delete(&mut rows.emails, |row| row.email.user_id == Some(user));
        delete(&mut rows.events, |event| event.user_id == Some(user));
        Ok(true)
    }
}

#[async_trait]
impl StoredUsers for MemoryStore {
    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        Ok(self.rows().await?.credential(email).cloned())
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        Ok(self.rows().await?.users.get(&user).cloned())
    }

    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        Ok(self.rows().await?.credentials(after, limit))
    }

    async fn list_due_for_deletion(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable> {
        Ok(self.rows().await?.users_to_delete(now, limit))
    }
}
