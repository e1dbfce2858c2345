use std::any::Any;

use async_trait::async_trait;

use crate::Unavailable;

mod emails;
mod events;
mod sessions;
mod tokens;
mod users;

pub use emails::Emails;
pub use events::Events;
pub use sessions::Sessions;
pub use tokens::Tokens;
pub use users::{DeleteIf, EmailError, Users};

/// A transaction of the store. Dropped without [`UnitOfWork::commit`], it MUST be rolled back.
///
/// Each noun has a trait of its own: [`Users`], [`Sessions`], [`Tokens`], [`Emails`] and [`Events`].
/// Their methods fail with [`Unavailable`] if the database does not answer, and with
/// [`Unavailable::conflict`] if the database rolled this unit back in favor of a parallel one
/// (deadlock, serialization failure). The suite in `vestibule-contract` proves what an adapter MUST do.
///
/// It is [`Any`], so that code of an application gets at the type of the adapter, and writes its own
/// rows in the same transaction.
#[async_trait]
pub trait UnitOfWork: Any + Send {
    /// Returns the users, within this unit.
    fn users(&mut self) -> &mut dyn Users;

    /// Returns the sessions, within this unit.
    fn sessions(&mut self) -> &mut dyn Sessions;

    /// Returns the one-time tokens, within this unit.
    fn tokens(&mut self) -> &mut dyn Tokens;

    /// Returns the emails that wait to be sent, within this unit.
    fn emails(&mut self) -> &mut dyn Emails;

    /// Returns the events, within this unit.
    fn events(&mut self) -> &mut dyn Events;

    /// Commits the unit. Once this returned, its changes MUST survive a crash of the process.
    ///
    /// # Errors
    ///
    /// The database does not answer: the unit is then committed or rolled back as a whole, and the
    /// caller cannot know which. Or the unit conflicts with a parallel one
    /// ([`Unavailable::is_conflict`]) and was rolled back.
    async fn commit(self: Box<Self>) -> Result<(), Unavailable>;

    /// Returns the unit that this one decorates, if it is a decorator. Code of an application looks
    /// there for the type of the adapter.
    fn behind(&mut self) -> Option<&mut dyn UnitOfWork> {
        None
    }
}
