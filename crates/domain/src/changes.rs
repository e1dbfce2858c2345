use async_trait::async_trait;

use crate::UserId;

/// Port: changes of users and their sessions, for a cache.
///
/// A cache that learns of a change late accepts a session that another server revoked. So it asks before
/// each use, and uses the cached session only if the answer is `true`. `vestibule-seaorm` implements it
/// for SQLite and PostgreSQL, and `vestibule-cache` uses it.
#[async_trait]
pub trait Changes: Send + Sync {
    /// Waits until the listener was notified of every change of a user or a session that any process
    /// committed before this call. Changes of this process that go through the cache are left out,
    /// because the cache knows of them.
    ///
    /// Returns `false` if the adapter cannot know that now: it MUST NOT guess.
    async fn are_told(&self) -> bool;
}

/// A cache of users and sessions, which is notified of changes.
pub trait ChangeListener: Send + Sync {
    /// The user or one of their sessions was changed or deleted.
    fn user_changed(&self, user: UserId);

    /// Anything may have changed.
    fn anything_changed(&self);
}
