use async_trait::async_trait;

use crate::Unavailable;

/// Port: whether the server can answer requests. A store implements it besides [`Store`](crate::Store).
#[async_trait]
pub trait Readiness: Send + Sync {
    /// Checks that the server can answer requests: an adapter MUST check that its database answers, and
    /// that the schema is the one that this program knows.
    ///
    /// # Errors
    ///
    /// The database does not answer, or its schema is outdated.
    async fn check(&self) -> Result<(), Unavailable>;
}
