use super::{Accounts, LoggedIn, RegisterError};
use crate::{
    EmailAddress, InsertUserError, PlainPassword, SessionRequest, Unavailable, User, UserId,
};

impl Accounts {
    pub(super) async fn register(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, RegisterError> {
        self.policy.password.check(&password, &email)?;
        let hash = self.ports.hasher.hash(&password).await?;
        let now = self.ports.clock.now();
        let user = User {
            id: UserId::generate(&*self.ports.clock, &*self.ports.random)?,
            email,
            email_verified_at: None,
            password_changed_at: now,
            created_at: now,
        };

        let mut unit = self.ports.store.begin().await?;
        unit.insert_user(&user, &hash).await?;
        let logged_in = self
            .open_session(unit.as_mut(), user, &hash, request)
            .await?
            .ok_or_else(|| Unavailable::new("the store lost a user it has just inserted"))?;
        unit.commit().await?;
        Ok(logged_in)
    }
}

impl From<InsertUserError> for RegisterError {
    fn from(error: InsertUserError) -> Self {
        match error {
            InsertUserError::EmailTaken => Self::EmailTaken,
            InsertUserError::Unavailable(unavailable) => Self::Unavailable(unavailable),
        }
    }
}
