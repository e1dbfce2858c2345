use super::Accounts;
use crate::{
    Causes, Client, EmailAddress, EventKind, PlainPassword, Unavailable, UserId, WeakPassword,
};

impl Accounts {
    /// Judges a password that `owner` wants to have: first what costs nothing, then the leaks
    /// of other sites.
    pub(crate) async fn judge(
        &self,
        password: &PlainPassword,
        owner: &EmailAddress,
        user: Option<UserId>,
        client: &Client,
    ) -> Result<Result<(), WeakPassword>, Unavailable> {
        if let Err(reason) = self.policy.password.check(password, owner) {
            return Ok(Err(reason));
        }
        self.look_up(password, user, client).await
    }

    /// Looks a password up in the leaks of other sites.
    ///
    /// Where they can't be asked, the password is taken, and an event tells so: whoever can
    /// cut off a service of others must not stop people from leaving a stolen password.
    pub(super) async fn look_up(
        &self,
        password: &PlainPassword,
        user: Option<UserId>,
        client: &Client,
    ) -> Result<Result<(), WeakPassword>, Unavailable> {
        let Some(breached) = &self.ports.breached else {
            return Ok(Ok(()));
        };
        match breached.contains(password).await {
            Ok(true) => return Ok(Err(WeakPassword::Breached)),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(
                    error = %Causes(&error),
                    "the leaks of other sites can not be asked: a new password was not looked up"
                );
                self.note(EventKind::BreachCheckFailed, user, client)
                    .await?;
            }
        }
        Ok(Ok(()))
    }
}
