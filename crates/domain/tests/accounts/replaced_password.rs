//! The owner changes the password at the moment when an attacker uses the previous one.

use crate::accounts::by_password::ByPassword;
use std::sync::Arc;

use async_trait::async_trait;
use vestibule_domain::{
    Accounts, Admission, EventKind, HashingError, Keys, LoggedIn, PasswordHash, PasswordHasher,
    PlainPassword, ProofError, Store, Timestamp, UserId, Verdict,
};
use vestibule_memory::{CheapHasher, MemoryStore};

use super::fixture::{ALICE, BOB, GOOD, KEY, NEW, World, email, key, password, ports};

/// Verifies the password, and then changes it.
struct Overtaken {
    hasher: Arc<CheapHasher>,
    store: Arc<MemoryStore>,
    user: UserId,
}

#[async_trait]
impl PasswordHasher for Overtaken {
    fn admit(&self) -> Result<Admission, HashingError> {
        self.hasher.admit()
    }

    async fn hash(&self, plain: &PlainPassword) -> Result<PasswordHash, HashingError> {
        self.hasher.hash(plain).await
    }

    async fn verify(
        &self,
        plain: &PlainPassword,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError> {
        let verdict = self.hasher.verify(plain, hash).await?;
        let new = self.hasher.hash(&password(NEW)).await?;
        let mut unit = self.store.begin().await?;
        let now = Timestamp::from_unix_seconds(0);
        assert!(unit.users().set_password(self.user, &new, now).await?);
        unit.commit().await?;
        Ok(verdict)
    }
}

async fn session_with_replaced_password() -> (World, LoggedIn, Accounts) {
    let world = World::with_email();
    let attacker = world.register_alice().await;
    world.deliver().await;
    let mut ports = ports(
        &world.store,
        &world.hasher,
        &world.clock,
        &world.random,
        &world.heard,
    );
    ports.hasher = Arc::new(Overtaken {
        hasher: world.hasher.clone(),
        store: world.store.clone(),
        user: attacker.current.id,
    });
    let overtaken = Accounts::new(ports, Keys::new(&key(KEY), None), world.policy.clone());
    (world, attacker, overtaken)
}

#[tokio::test]
async fn email_change_with_a_replaced_password_is_refused() {
    let (world, attacker, overtaken) = session_with_replaced_password().await;
    let theirs = email(BOB);
    let asked = overtaken.change_email_with(&attacker.current, password(GOOD), &theirs);
    let asked = asked.await;
    assert!(matches!(asked, Err(ProofError::WrongPassword)));
    assert!(world.deliver().await.is_empty());
    assert_eq!(world.count(EventKind::EmailChangeRequested).await, 0);
}

#[tokio::test]
async fn deletion_with_a_replaced_password_is_refused() {
    let (world, attacker, overtaken) = session_with_replaced_password().await;
    let deleted = overtaken.delete_account_with(&attacker.current, password(GOOD));
    let deleted = deleted.await;
    assert!(matches!(deleted, Err(ProofError::WrongPassword)));
    assert!(world.user(ALICE).await.is_some());
    assert!(world.log_in(ALICE, NEW).await.is_ok());
}
