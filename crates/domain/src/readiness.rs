use async_trait::async_trait;

use crate::Unavailable;

/// Port: whether the process can serve. A store implements it beside [`Store`](crate::Store).
#[async_trait]
pub trait Readiness: Send + Sync {
    /// Fails with what is missing: an adapter MUST look whether its database answers, and
    /// whether the schema is the one that this program knows.
    ///
    /// # Errors
    ///
    /// If the database is unavailable or its schema is outdated.
    async fn check(&self) -> Result<(), Unavailable>;
}
