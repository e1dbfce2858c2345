use async_trait::async_trait;

use crate::{Event, EventId, Unavailable};

/// Events, within a unit of work: an event is committed with its cause, or not at all.
#[async_trait]
pub trait Events: Send {
    /// Inserts an event. Its user may have been deleted.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn insert(&mut self, event: &Event) -> Result<(), Unavailable>;

    /// Overwrites an event with another one, in one statement, and returns whether there was such an
    /// event.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn replace(&mut self, old: EventId, event: &Event) -> Result<bool, Unavailable>;
}
