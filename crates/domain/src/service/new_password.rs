use super::Accounts;
use crate::{
    Client, EmailAddress, ErrorChain, EventKind, PlainPassword, Unavailable, UserId, WeakPassword,
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
    /// If the service is unavailable, the password is accepted, and an event records it: an
    /// attacker who can block the service must not stop users from replacing a stolen password.
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
                    error = %ErrorChain(&error),
                    "breach check unavailable; a new password was accepted without it"
                );
                self.note(EventKind::BreachCheckFailed, user, client)
                    .await?;
            }
        }
        Ok(Ok(()))
    }
}
