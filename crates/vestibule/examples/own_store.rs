//! A store of an application's own: the one that comes with Vestibule, with a line about every
//! session query that took long. It passes the suite that every store must pass:
//!
//! ```sh
//! cargo test -p vestibule --example own_store
//! ```
//!
//! Replace one noun after the other by statements of your own, and it is another database. What each
//! method MUST do is in the documentation of its trait.

#![allow(clippy::print_stdout, reason = "it is for a terminal")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use vestibule::{
    PoolOptions, async_trait,
    domain::{
        EmailAddress, Session, SessionTokenHash, Store, StoredEmails, StoredEvents, StoredSessions,
        StoredTokens, StoredUsers, Timestamp, Unavailable, UnitOfWork, User, UserId,
    },
    migration::migrate,
    seaorm::{SeaOrmStore, connect},
};

/// Passes everything on to another store, and prints session queries that took long.
struct TimedStore {
    inner: Arc<dyn Store>,
    threshold: Duration,
}

impl TimedStore {
    async fn timed<T>(&self, what: &str, answer: impl Future<Output = T>) -> T {
        let asked = Instant::now();
        let answer = answer.await;
        if asked.elapsed() > self.threshold {
            println!("{what} took {:?}", asked.elapsed());
        }
        answer
    }
}

#[async_trait]
impl Store for TimedStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        self.inner.begin().await
    }

    fn users(&self) -> &dyn StoredUsers {
        self.inner.users()
    }

    fn sessions(&self) -> &dyn StoredSessions {
        self
    }

    fn tokens(&self) -> &dyn StoredTokens {
        self.inner.tokens()
    }

    fn emails(&self) -> &dyn StoredEmails {
        self.inner.emails()
    }

    fn events(&self) -> &dyn StoredEvents {
        self.inner.events()
    }
}

#[async_trait]
impl StoredSessions for TimedStore {
    async fn find(&self, token: &SessionTokenHash) -> Result<Option<(Session, User)>, Unavailable> {
        let found = self.inner.sessions().find(token);
        self.timed("finding a session", found).await
    }

    async fn list(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        let listed = self.inner.sessions().list(user, now, idle_since, limit);
        self.timed("listing sessions", listed).await
    }

    async fn purge(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let purged = self.inner.sessions().purge(now, idle_since, limit);
        self.timed("purging sessions", purged).await
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let db = connect("sqlite://data/timed.sqlite3", &PoolOptions::default()).await?;
    migrate(&db).await?;
    let store = TimedStore {
        inner: Arc::new(SeaOrmStore::new(db)),
        threshold: Duration::ZERO, // so that there is something to see
    };
    let email = EmailAddress::parse("alice@example.com")?;
    if let Some(alice) = store.users().find_credential(&email).await? {
        let (now, limit) = (Timestamp::from_unix_seconds(0), 10);
        let sessions = store.sessions();
        let listed = sessions.list(alice.user.id, now, now, limit).await?;
        println!("Alice has {} sessions", listed.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn empty_store() -> (Arc<dyn Store>, ()) {
        let store = TimedStore {
            inner: Arc::new(vestibule_memory::MemoryStore::new()),
            threshold: Duration::from_secs(1),
        };
        (Arc::new(store), ())
    }

    vestibule_contract::store_contract!(empty_store);
}
