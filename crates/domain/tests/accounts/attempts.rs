//! Limits of guessing, and the users whom they must not lock out.

use crate::accounts::by_password::ByPassword;
use crate::accounts::by_token::ByToken;
use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{
    Accounts, Admission, AuthService, Client, Credential, EmailKind, EmailVerification, EventKind,
    HashingError, Keys, LoggedIn, LoginError, NewAccount, PasswordHash, PasswordHasher,
    PlainPassword, Policy, ProofError, RegisterError, RequestEmailError, SessionRequest, Store,
    TooManyAttempts, Verdict, VerifyEmailError,
};

use super::fixture::{ALICE, BOB, GOOD, KEY, NEW, World, email, key, password, ports, said};

mod conflicts;
mod emails;
mod known_browsers;
mod sessions;

const UNKNOWN: &str = "nobody@example.com";
const INTERVAL: Duration = Duration::from_secs(6 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const BUDGET: usize = 10;

/// Emails are sent, and all users read them.
fn world() -> World {
    World::with_policy(Policy::default().with(|policy| policy.sends_email = true))
}

async fn log_in_from(
    world: &World,
    device: Option<&str>,
    address: &str,
    typed: &str,
) -> Result<LoggedIn, LoginError> {
    let request = SessionRequest {
        device: device.map(str::to_owned),
        ..SessionRequest::default()
    };
    let accounts = &world.accounts;
    let login = accounts
        .log_in(email(address), password(typed), request)
        .await;
    login.map(|login| login.logged_in().unwrap())
}

/// Guesses until a limit refuses it, and returns the number of guesses.
async fn guess(world: &World, device: Option<&str>, address: &str) -> usize {
    for tried in 0..1_000 {
        match log_in_from(world, device, address, "wrong").await {
            Err(LoginError::TooManyAttempts(_)) => return tried,
            refused => assert!(matches!(refused, Err(LoginError::NoMatch)), "{refused:?}"),
        }
    }
    panic!("no limit stops the guessing");
}

/// Guesses at the pace that the rate limit allows, up to this number.
async fn guess_within_limit(world: &World, address: &str, number: usize) {
    for _ in 0..number {
        world.clock.advance(INTERVAL);
        let refused = log_in_from(world, None, address, "wrong").await;
        assert!(matches!(refused, Err(LoginError::NoMatch)), "{refused:?}");
    }
}

async fn stored(world: &World, address: &str) -> Credential {
    let found = world
        .store
        .users()
        .find_credential(&email(address))
        .await
        .unwrap();
    found.unwrap()
}

fn is_limited(refused: &Result<LoggedIn, LoginError>) -> bool {
    matches!(refused, Err(LoginError::TooManyAttempts(_)))
}

#[tokio::test]
async fn attempts_beyond_the_limit_are_not_hashed() {
    let world = world();
    world.register_alice().await;
    let before = world.hasher.work();
    assert_eq!(guess(&world, None, ALICE).await, BUDGET);
    for _ in 0..100 {
        guess(&world, None, ALICE).await;
    }
    assert_eq!(world.hasher.work() - before, BUDGET);
    assert_eq!(stored(&world, ALICE).await.failures, 10);
}

#[tokio::test]
async fn rate_limit_does_not_disclose_accounts() {
    let world = world();
    world.register_alice().await;
    for step in 0..2 * BUDGET {
        let mut told = Vec::new();
        for address in [ALICE, UNKNOWN] {
            let (hashes, statements) = (world.hasher.work(), world.store.work());
            let refused = log_in_from(&world, None, address, "wrong").await;
            let work = (
                world.hasher.work() - hashes,
                world.store.work() - statements,
            );
            told.push((format!("{:?}", refused.unwrap_err()), work));
        }
        assert_eq!(told[0], told[1], "attempt {step}");
    }
}

#[tokio::test]
async fn rate_limit_applies_to_all_spellings_of_an_address() {
    let world = world();
    world.register_alice().await;
    guess(&world, None, "ALICE@Example.COM").await;
    assert_eq!(guess(&world, None, ALICE).await, 0);
}

#[tokio::test]
async fn limited_login_has_a_retry_time() {
    let world = world();
    world.register_alice().await;
    for _ in 0..3 {
        guess(&world, None, ALICE).await;
        let refused = log_in_from(&world, None, ALICE, GOOD).await;
        let Err(LoginError::TooManyAttempts(TooManyAttempts { retry_after })) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(retry_after, INTERVAL);
        world.clock.advance(retry_after);
        assert_eq!(guess(&world, None, ALICE).await, 1);
        world.clock.advance(HOUR);
        assert_eq!(guess(&world, None, ALICE).await, BUDGET);
        world.clock.advance(HOUR);
    }
}

#[tokio::test]
async fn correct_password_and_full_queue_consume_no_attempt() {
    let world = world();
    world.register_alice().await;
    for _ in 0..3 * BUDGET {
        world.log_in(ALICE, GOOD).await.unwrap();
    }
    world.hasher.set_busy(true);
    for _ in 0..3 * BUDGET {
        let busy = world.log_in(ALICE, "wrong").await;
        assert!(matches!(
            busy,
            Err(LoginError::Hashing(HashingError::Busy { .. }))
        ));
    }
    world.hasher.set_busy(false);
    assert_eq!(stored(&world, ALICE).await.failures, 0);
    assert_eq!(guess(&world, None, ALICE).await, BUDGET);
}

/// A queue whose last place another request takes in the meantime.
struct JustTaken;

#[async_trait]
impl PasswordHasher for JustTaken {
    fn admit(&self) -> Result<Admission, HashingError> {
        Ok(Admission::default())
    }

    async fn hash(&self, _: &PlainPassword) -> Result<PasswordHash, HashingError> {
        let retry_after = Duration::from_secs(1);
        Err(HashingError::Busy { retry_after })
    }

    async fn verify(
        &self,
        plain: &PlainPassword,
        _: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError> {
        Err(self.hash(plain).await.unwrap_err())
    }
}

#[tokio::test]
async fn abandoned_hash_consumes_no_attempt() {
    let mut world = world();
    world.register_alice().await;
    let mut ports = ports(
        &world.store,
        &world.hasher,
        &world.clock,
        &world.random,
        &world.heard,
    );
    ports.hasher = Arc::new(JustTaken);
    let crowded = Accounts::new(ports, Keys::new(&key(KEY), None), world.policy.clone());
    let usual = std::mem::replace(&mut world.accounts, crowded.into());
    for _ in 0..3 * BUDGET {
        let busy = world.log_in(ALICE, "wrong").await;
        assert!(matches!(
            busy,
            Err(LoginError::Hashing(HashingError::Busy { .. }))
        ));
    }
    world.accounts = usual;
    assert_eq!(guess(&world, None, ALICE).await, BUDGET);
}

#[tokio::test]
async fn open_session_does_not_allow_unlimited_password_guesses() {
    let world = world();
    let alice = world.register_alice().await.current;
    let accounts = &world.accounts;
    let mut tried = 0;
    while tried < 1_000 {
        let wrong = || password("wrong");
        let refused = match tried % 3 {
            0 => accounts.confirm_password(&alice, wrong()).await.err(),
            1 => accounts.delete_account_with(&alice, wrong()).await.err(),
            _ => accounts
                .change_email_with(&alice, wrong(), &email(BOB))
                .await
                .err(),
        };
        match refused {
            Some(ProofError::TooManyAttempts(_)) => break,
            refused => assert!(matches!(refused, Some(ProofError::WrongPassword))),
        }
        tried += 1;
    }
    assert_eq!(tried, BUDGET);
    assert!(world.log_in(ALICE, GOOD).await.is_ok(), "others may log in");
}

#[tokio::test]
async fn link_that_asks_for_the_password_has_the_same_rate_limit() {
    let world = World::with_email();
    world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    guess(&world, None, ALICE).await;
    let request = SessionRequest::default();
    let accounts = &world.accounts;
    let refused = accounts.verify_email_and_log_in_by(&link, password("wrong"), request);
    assert!(matches!(
        refused.await,
        Err(VerifyEmailError::TooManyAttempts(_))
    ));
}

#[tokio::test]
async fn disabled_rate_limits_allow_all_attempts() {
    let world = World::with_policy(Policy::default().with(|policy| policy.attempts = None));
    world.register_alice().await;
    for _ in 0..120 {
        let refused = world.log_in(ALICE, "wrong").await;
        assert!(matches!(refused, Err(LoginError::NoMatch)));
    }
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
}
