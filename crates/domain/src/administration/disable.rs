use super::Administration;
use crate::{Client, EventKind, Unavailable, UserId};

impl Administration {
    /// Keeps the person out from now on, and ends all their sessions; tells whether there is such
    /// a person. A new password does not let them in either.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn disable(&self, user: UserId) -> Result<bool, Unavailable> {
        self.accounts
            .unit("disable", || {
                Box::pin(async {
                    let operator = Client::default();
                    let mut work = self.accounts.begin(&operator).await?;
                    let since = self.accounts.ports.clock.now();
                    let disabled = work.unit.users().set_disabled(user, Some(since)).await?;
                    if disabled {
                        work.unit.sessions().delete_all(user, None).await?;
                        work.record(EventKind::AccountDisabled, Some(user)).await?;
                        work.commit().await?;
                    }
                    Ok(disabled)
                })
            })
            .await
    }

    /// Lets the person in again, with the password that they had; tells whether there is such a
    /// person.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn enable(&self, user: UserId) -> Result<bool, Unavailable> {
        self.accounts
            .unit("enable", || {
                Box::pin(async {
                    let operator = Client::default();
                    let mut work = self.accounts.begin(&operator).await?;
                    let enabled = work.unit.users().set_disabled(user, None).await?;
                    if enabled {
                        work.record(EventKind::AccountEnabled, Some(user)).await?;
                        work.commit().await?;
                    }
                    Ok(enabled)
                })
            })
            .await
    }
}
