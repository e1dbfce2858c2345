use super::{Accounts, ChangePasswordError, LoggedIn};
use crate::{Credential, CurrentUser, PlainPassword, SessionRequest, Unavailable, User, Verdict};

impl Accounts {
    pub(super) async fn change_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError> {
        self.policy.password.check(&new, &by.email)?;
        let known = self.ports.store.find_credential_by_id(by.id).await?;
        let Some(Credential {
            user,
            password: old,
        }) = known
        else {
            return Err(ChangePasswordError::LoggedOut);
        };
        if self.ports.hasher.verify(&current, Some(&old)).await? == Verdict::Mismatch {
            return Err(ChangePasswordError::WrongPassword);
        }
        let hash = self.ports.hasher.hash(&new).await?;
        let now = self.ports.clock.now();

        let mut unit = self.ports.store.begin().await?;
        if !unit.replace_password(user.id, &old, &hash, now).await? {
            return Err(ChangePasswordError::WrongPassword);
        }
        // A session that was revoked while the passwords were hashed must not rise again
        // under a new token.
        if !unit.delete_session(user.id, by.session.id).await? {
            return Err(ChangePasswordError::LoggedOut);
        }
        unit.delete_sessions(user.id).await?;
        let user = User {
            password_changed_at: now,
            ..user
        };
        let same_browser = SessionRequest {
            client: by.session.client.clone(),
            remember: by.session.remembered,
            replaces: None,
        };
        let logged_in = self
            .open_session(unit.as_mut(), user, &hash, same_browser)
            .await?
            .ok_or_else(|| Unavailable::new("the store lost a hash it has just written"))?;
        unit.commit().await?;
        Ok(logged_in)
    }
}
