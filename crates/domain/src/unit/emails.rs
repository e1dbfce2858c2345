use async_trait::async_trait;

use crate::{EmailId, EmailKind, OneTimeTokenHash, QueuedEmail, Timestamp, Unavailable, UserId};

/// Emails that wait to be sent, within a unit of work. They are sent after the commit only.
#[async_trait]
pub trait Emails: Send {
    /// Inserts an email that is due when it was created.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn insert(&mut self, queued: &QueuedEmail) -> Result<(), Unavailable>;

    /// Stores the hash of the link of a waiting email, and returns whether the email still waits.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn set_link(&mut self, id: EmailId, link: &OneTimeTokenHash)
    -> Result<bool, Unavailable>;

    /// Makes an email due at another time, if no attempt to send it began after this many
    /// `attempts`, and returns whether it did.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn postpone(
        &mut self,
        id: EmailId,
        attempts: u32,
        due_at: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Deletes an email, and returns whether there was one.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete(&mut self, id: EmailId) -> Result<bool, Unavailable>;

    /// Deletes the waiting emails of these kinds that are about the user and whose
    /// [`QueuedEmail::email_changes`] is `since` or more, and returns how many it deleted. It MUST
    /// wait for a parallel [`Emails::set_link`] of one of them, or make it wait and find
    /// nothing.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete_of(
        &mut self,
        user: UserId,
        kinds: &[EmailKind],
        since: u32,
    ) -> Result<u64, Unavailable>;
}
