use async_trait::async_trait;

use crate::UserId;

/// Port: changes of users and their sessions, for a cache.
///
/// A cache that learns of a change late accepts a session that was ended elsewhere. So it asks before
/// each use, and uses nothing unless the answer is yes.
#[async_trait]
pub trait Changes: Send + Sync {
    /// Waits until the listener was told of every change of a user or a session that was
    /// committed before this call, by whichever process; changes of this process that go through
    /// the memory itself are left out, as it knows of those.
    ///
    /// `false`, when that can not be known now: an adapter MUST NOT guess.
    async fn are_told(&self) -> bool;
}

/// A cache of users and sessions, which is notified of changes.
pub trait ChangeListener: Send + Sync {
    /// This user changed, or one of their sessions, or went away.
    fn user_changed(&self, user: UserId);

    /// Anything may have changed.
    fn anything_changed(&self);
}
