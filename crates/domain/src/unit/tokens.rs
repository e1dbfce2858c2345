use async_trait::async_trait;

use crate::{OneTimeToken, OneTimeTokenHash, TokenPurpose, Unavailable, UserId};

/// One-time tokens, within a unit of work.
#[async_trait]
pub trait Tokens: Send {
    /// Inserts a token.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn insert(&mut self, token: &OneTimeToken) -> Result<(), Unavailable>;

    /// Deletes the token with this hash, and returns whether there was one: that is its one use.
    /// Of any number of parallel units, exactly one MUST get `true`.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn consume(&mut self, token: &OneTimeTokenHash) -> Result<bool, Unavailable>;

    /// Deletes the user's tokens for this purpose except the `kept` that were created last, and returns
    /// how many it deleted. Between units that hold the user's [`AuthEpoch`](crate::AuthEpoch), no
    /// token is missed.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete_older(
        &mut self,
        user: UserId,
        purpose: TokenPurpose,
        kept: u32,
    ) -> Result<u64, Unavailable>;

    /// Deletes the user's tokens for these purposes whose count of changes of address is `since`
    /// or more ([`Link::email_changes`](crate::Link::email_changes); zero in other tokens), and
    /// returns how many it deleted. The statement MUST find tokens that another unit committed
    /// after this one began.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete_of(
        &mut self,
        user: UserId,
        purposes: &[TokenPurpose],
        since: u32,
    ) -> Result<u64, Unavailable>;
}
