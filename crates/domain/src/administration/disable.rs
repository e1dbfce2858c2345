use super::Administration;
use crate::{Client, EventKind, Unavailable, UserId};

impl Administration {
    /// Disables the account and revokes all of its sessions, and returns whether there is such a user.
    /// A new password does not enable it.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
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

    /// Enables the account again, with its password, and returns whether there is such a user.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
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
