use super::Administration;
use crate::{Client, Credential, EventKind, Session, SessionId, Unavailable, UserId};

impl Administration {
    /// Number of users whose sessions are revoked in one transaction, so that none is long.
    const PEOPLE: u32 = 200;

    /// Returns all active sessions of the user, the last seen first.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    pub async fn list_sessions(&self, user: UserId) -> Result<Vec<Session>, Unavailable> {
        self.accounts.living_sessions(user, u32::MAX).await
    }

    /// Revokes a session of the user, and returns whether there was one.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    pub async fn revoke_session(
        &self,
        user: UserId,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        self.accounts
            .unit("revoke_session", || {
                Box::pin(async {
                    let operator = Client::default();
                    let mut work = self.accounts.begin(&operator).await?;
                    let ended = work.unit.sessions().delete(user, session).await?;
                    if ended {
                        let kind = EventKind::SessionsRevokedByOperator;
                        work.record(kind, Some(user)).await?;
                        work.commit().await?;
                    }
                    Ok(ended)
                })
            })
            .await
    }

    /// Revokes all sessions of the user, and returns how many there were.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    pub async fn revoke_sessions(&self, user: UserId) -> Result<u64, Unavailable> {
        self.revoke_sessions_of(&[user]).await
    }

    /// Revokes the sessions of all current users, and returns how many there were. It proceeds user by
    /// user, so a session that opens meanwhile may stay.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    pub async fn revoke_all_sessions(&self) -> Result<u64, Unavailable> {
        let (mut last, mut ended) = (None, 0);
        loop {
            let page = self.list(last, Self::PEOPLE).await?;
            let people: Vec<_> = page.iter().map(|Credential { user, .. }| user.id).collect();
            let Some(&end) = people.last() else {
                return Ok(ended);
            };
            ended += self.revoke_sessions_of(&people).await?;
            last = Some(end);
        }
    }

    async fn revoke_sessions_of(&self, people: &[UserId]) -> Result<u64, Unavailable> {
        self.accounts
            .unit("revoke_sessions_of", || {
                Box::pin(async {
                    let operator = Client::default();
                    let mut work = self.accounts.begin(&operator).await?;
                    let mut ended = 0;
                    for &user in people {
                        let own = work.unit.sessions().delete_all(user, None).await?;
                        if own > 0 {
                            let kind = EventKind::SessionsRevokedByOperator;
                            work.record(kind, Some(user)).await?;
                        }
                        ended += own;
                    }
                    work.commit().await?;
                    Ok(ended)
                })
            })
            .await
    }
}
