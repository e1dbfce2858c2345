//! A login that is refused with the right password is recorded, and an unusable hash is never passed to
//! the hasher.

use crate::accounts::by_token::ByToken;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use vestibule_domain::{
    Admission, AuthService, EmailKind, EmailVerification, EventKind, HashingError, LinkPurpose,
    LoginError, NewAccount, OpenLinks, PasswordHash, PasswordHasher, PlainPassword, SessionRequest,
    UserRef, Verdict, VerifyEmailError,
};

use super::fixture::{ALICE, GOOD, World, email, password};

async fn refused(world: &World) -> usize {
    world.count(EventKind::LoginRefused).await
}

async fn disable(world: &World) {
    let user = world.user(ALICE).await.unwrap();
    world.operator().disable(user.id).await.unwrap();
}

#[tokio::test]
async fn correct_password_of_a_disabled_account_is_recorded_a_few_times_an_hour() {
    let world = World::new();
    world.register_alice().await;
    disable(&world).await;
    for tried in 1..=30 {
        let entered = world.log_in(ALICE, GOOD).await;
        assert!(matches!(entered, Err(LoginError::Disabled)), "{entered:?}");
        assert_eq!(refused(&world).await, tried.min(10));
    }
    let events = world.store.all_events().await;
    let last = events.iter().rfind(|e| e.kind == EventKind::LoginRefused);
    let user = world.user(ALICE).await.unwrap();
    assert_eq!(last.unwrap().user_id, Some(user.id));
}

#[tokio::test]
async fn correct_password_of_an_unverified_account_is_recorded() {
    let world = World::verifying(EmailVerification::Required);
    let account = NewAccount::new(email(ALICE), password(GOOD));
    let registered = world.accounts.register(account, SessionRequest::default());
    registered.await.unwrap();
    let entered = world.log_in(ALICE, GOOD).await;
    assert!(matches!(entered, Err(LoginError::EmailUnverified)));
    assert_eq!(refused(&world).await, 1);
    assert!(world.log_in(ALICE, "wrong").await.is_err());
    assert_eq!(refused(&world).await, 1, "a wrong one is another event");
}

#[tokio::test]
async fn correct_password_with_a_link_of_a_disabled_account_is_recorded() {
    let world = World::verifying(EmailVerification::Required);
    let account = NewAccount::new(email(ALICE), password(GOOD));
    let registered = world.accounts.register(account, SessionRequest::default());
    registered.await.unwrap();
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    disable(&world).await;
    let request = SessionRequest::default();
    let entered = world
        .accounts
        .verify_email_and_log_in_by(&link, password(GOOD), request);
    assert!(matches!(entered.await, Err(VerifyEmailError::Disabled)));
    assert_eq!(refused(&world).await, 1);
    let opened = world.accounts.open_link(&link, &[LinkPurpose::VerifyEmail]);
    assert!(opened.await.is_ok(), "the link still works");
}

/// Records the hashes that it gets to verify.
#[derive(Default)]
struct Asked(Mutex<Vec<Option<PasswordHash>>>);

#[async_trait]
impl PasswordHasher for Asked {
    fn admit(&self) -> Result<Admission, HashingError> {
        Ok(Admission::default())
    }

    async fn hash(&self, _: &PlainPassword) -> Result<PasswordHash, HashingError> {
        let retry_after = Duration::from_secs(1);
        Err(HashingError::Busy { retry_after })
    }

    async fn verify(
        &self,
        _: &PlainPassword,
        stored: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError> {
        self.0.lock().unwrap().push(stored.cloned());
        Ok(Verdict::Mismatch)
    }
}

/// The adapter logs an error for a hash that it cannot read, and clients must not be able to cause it.
#[tokio::test]
async fn account_without_a_password_is_verified_like_an_unknown_address() {
    let mut world = World::new();
    let whose = UserRef::parse(ALICE).unwrap();
    let UserRef::Email(address) = whose else {
        unreachable!("it is an address")
    };
    world.operator().create(address, None).await.unwrap();
    let asked = Arc::new(Asked::default());
    world.choose(|ports| ports.hasher = asked.clone());
    assert!(world.log_in(ALICE, GOOD).await.is_err());
    let unknown = world.log_in("unknown@example.com", GOOD).await;
    assert!(unknown.is_err());
    assert_eq!(*asked.0.lock().unwrap(), [None, None]);
}
