//! A store of a host's own: the one that comes with Vestibule, with a word about every question that
//! took long. It passes the suite that every store must pass:
//!
//! ```sh
//! cargo test -p vestibule --example own_store
//! ```
//!
//! Put other statements in the place of `inner`, method by method, and it is another database.
//! What each one MUST do is said at its trait.

#![allow(clippy::print_stdout, reason = "it is for a terminal")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use vestibule::{
    PoolOptions, async_trait,
    domain::{
        Credential, EmailAddress, Event, Invitation, Link, LinkTokenHash, Mail, Session,
        SessionTokenHash, Store, Timestamp, Unavailable, UnitOfWork, User, UserId,
    },
    migration::migrate,
    seaorm::{SeaOrmStore, connect},
};

/// Asks another store, and tells what took long.
struct Watched {
    inner: Arc<dyn Store>,
    patience: Duration,
}

impl Watched {
    async fn timed<T>(&self, what: &str, answer: impl Future<Output = T>) -> T {
        let asked = Instant::now();
        let answer = answer.await;
        if asked.elapsed() > self.patience {
            println!("{what} took {:?}", asked.elapsed());
        }
        answer
    }
}

#[async_trait]
impl Store for Watched {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        self.timed("begin", self.inner.begin()).await
    }

    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        self.timed("find_session", self.inner.find_session(token))
            .await
    }

    async fn list_sessions(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        self.timed(
            "list_sessions",
            self.inner.list_sessions(user, now, idle_since, limit),
        )
        .await
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        self.timed(
            "purge_sessions",
            self.inner.purge_sessions(now, idle_since, limit),
        )
        .await
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        self.timed("find_credential", self.inner.find_credential(email))
            .await
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        self.timed(
            "find_credential_by_id",
            self.inner.find_credential_by_id(user),
        )
        .await
    }

    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        self.timed(
            "list_credentials",
            self.inner.list_credentials(after, limit),
        )
        .await
    }

    async fn find_link(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<(Link, Credential)>, Unavailable> {
        self.timed("find_link", self.inner.find_link(token)).await
    }

    async fn find_invitation(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<Invitation>, Unavailable> {
        self.timed("find_invitation", self.inner.find_invitation(token))
            .await
    }

    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable> {
        self.timed("list_links", self.inner.list_links(user)).await
    }

    async fn list_events(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.timed("list_events", self.inner.list_events(user, limit))
            .await
    }

    async fn claim_mail(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<Mail>, Unavailable> {
        self.timed("claim_mail", self.inner.claim_mail(now, again_at))
            .await
    }

    async fn list_users_to_delete(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable> {
        self.timed(
            "list_users_to_delete",
            self.inner.list_users_to_delete(now, limit),
        )
        .await
    }

    async fn purge_links(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.timed("purge_links", self.inner.purge_links(now, limit))
            .await
    }

    async fn purge_invitations(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.timed(
            "purge_invitations",
            self.inner.purge_invitations(now, limit),
        )
        .await
    }

    async fn purge_events(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.timed("purge_events", self.inner.purge_events(until, limit))
            .await
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let db = connect("sqlite://data/watched.sqlite3", &PoolOptions::default()).await?;
    migrate(&db).await?;
    let store = Watched {
        inner: Arc::new(SeaOrmStore::new(db)),
        patience: Duration::ZERO, // so that there is something to see
    };
    let email = EmailAddress::parse("alice@example.com")?;
    let known = store.find_credential(&email).await?;
    println!("Alice has an account: {}", known.is_some());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn empty_store() -> (Arc<dyn Store>, ()) {
        let store = Watched {
            inner: Arc::new(vestibule_memory::MemoryStore::new()),
            patience: Duration::from_secs(1),
        };
        (Arc::new(store), ())
    }

    vestibule_contract::store_contract!(empty_store);
}
