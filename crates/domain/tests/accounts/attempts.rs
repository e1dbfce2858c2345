//! Guessing, and who must not suffer from it.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{
    Accounts, Admission, AuthService, Client, ConfirmPasswordError, Credential, EmailVerification,
    EventKind, HashingError, Keys, LogInError, LoggedIn, MailKind, NewAccount, PasswordHash,
    PasswordHasher, PlainPassword, Policy, RegisterError, RequestMailError, SessionRequest, Store,
    TooManyAttempts, Verdict, VerifyEmailError,
};

use super::fixture::{ALICE, BOB, GOOD, KEY, NEW, World, email, key, password, ports, said};

const NOBODY: &str = "nobody@example.com";
const INTERVAL: Duration = Duration::from_secs(6 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const BUDGET: usize = 10;

/// Mails are sent, and everybody reads them.
fn world() -> World {
    World::with_policy(Policy {
        sends_mail: true,
        ..Policy::default()
    })
}

async fn log_in_from(
    world: &World,
    device: Option<&str>,
    address: &str,
    typed: &str,
) -> Result<LoggedIn, LogInError> {
    let request = SessionRequest {
        device: device.map(str::to_owned),
        ..SessionRequest::default()
    };
    let accounts = &world.accounts;
    accounts
        .log_in(email(address), password(typed), request)
        .await
}

/// An attacker who tries until they are stopped, and tells how often that was.
async fn guess(world: &World, device: Option<&str>, address: &str) -> usize {
    for tried in 0..1_000 {
        match log_in_from(world, device, address, "wrong").await {
            Err(LogInError::TooManyAttempts(_)) => return tried,
            refused => assert!(matches!(refused, Err(LogInError::NoMatch)), "{refused:?}"),
        }
    }
    panic!("nobody stops the guessing");
}

/// Guesses at the pace that the budget allows, until there were so many.
async fn guess_patiently(world: &World, address: &str, number: usize) {
    for _ in 0..number {
        world.clock.advance(INTERVAL);
        let refused = log_in_from(world, None, address, "wrong").await;
        assert!(matches!(refused, Err(LogInError::NoMatch)), "{refused:?}");
    }
}

async fn stored(world: &World, address: &str) -> Credential {
    let found = world.store.find_credential(&email(address)).await.unwrap();
    found.unwrap()
}

fn is_limited(refused: &Result<LoggedIn, LogInError>) -> bool {
    matches!(refused, Err(LogInError::TooManyAttempts(_)))
}

#[tokio::test]
async fn no_guess_too_many_reaches_the_hasher() {
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
async fn the_limit_tells_nobody_whether_an_address_has_an_account() {
    let world = world();
    world.register_alice().await;
    for step in 0..2 * BUDGET {
        let mut told = Vec::new();
        for address in [ALICE, NOBODY] {
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
async fn an_address_is_one_however_it_is_spelled() {
    let world = world();
    world.register_alice().await;
    guess(&world, None, "ALICE@Example.COM").await;
    assert_eq!(guess(&world, None, ALICE).await, 0);
}

#[tokio::test]
async fn whoever_is_stopped_hears_when_to_come_back_and_is_stopped_again() {
    let world = world();
    world.register_alice().await;
    for _ in 0..3 {
        guess(&world, None, ALICE).await;
        let refused = log_in_from(&world, None, ALICE, GOOD).await;
        let Err(LogInError::TooManyAttempts(TooManyAttempts { retry_after })) = refused else {
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
async fn the_owner_logs_in_with_a_browser_of_their_own_while_others_guess() {
    let world = world();
    let alice = world.register_alice().await;
    let own = alice.device.as_deref();
    guess(&world, None, ALICE).await;
    assert!(is_limited(&world.log_in(ALICE, GOOD).await));
    let entered = log_in_from(&world, own, ALICE, GOOD).await;
    assert!(entered.is_ok(), "{entered:?}");
    assert_eq!(guess(&world, None, ALICE).await, 0, "that helps no guesser");
}

#[tokio::test]
async fn a_browser_of_somebody_else_helps_no_guesser() {
    let world = world();
    world.register_alice().await;
    let bob = world.register(BOB, SessionRequest::default()).await;
    let bobs = bob.device.as_deref();
    guess(&world, None, ALICE).await;
    assert_eq!(guess(&world, bobs, ALICE).await, 0);
}

#[tokio::test]
async fn a_stolen_browser_has_no_more_guesses_than_others() {
    let world = world();
    let alice = world.register_alice().await;
    assert_eq!(guess(&world, alice.device.as_deref(), ALICE).await, BUDGET);
    assert_eq!(
        guess(&world, None, ALICE).await,
        BUDGET,
        "nor fewer for others"
    );
}

#[tokio::test]
async fn a_thief_of_one_browser_locks_the_owner_out_of_no_other() {
    let world = world();
    let stolen = world.register_alice().await;
    let own = world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(guess(&world, stolen.device.as_deref(), ALICE).await, BUDGET);
    let entered = log_in_from(&world, own.device.as_deref(), ALICE, GOOD).await;
    assert!(entered.is_ok(), "{entered:?}");
}

#[tokio::test]
async fn an_own_success_buys_no_guesses_at_others() {
    let world = world();
    world.register_alice().await;
    world.register(BOB, SessionRequest::default()).await;
    let mut guesses = 0;
    for _ in 0..3 * BUDGET {
        world.log_in(BOB, GOOD).await.unwrap();
        let refused = world.log_in(ALICE, "wrong").await;
        guesses += usize::from(!is_limited(&refused));
    }
    assert_eq!(guesses, BUDGET);
}

#[tokio::test]
async fn neither_a_right_password_nor_a_full_queue_costs_anything() {
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
            Err(LogInError::Hashing(HashingError::Busy { .. }))
        ));
    }
    world.hasher.set_busy(false);
    assert_eq!(stored(&world, ALICE).await.failures, 0);
    assert_eq!(guess(&world, None, ALICE).await, BUDGET);
}

/// A queue whose last place somebody else takes in the meantime.
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
async fn a_place_that_was_lost_to_somebody_else_costs_nothing() {
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
            Err(LogInError::Hashing(HashingError::Busy { .. }))
        ));
    }
    world.accounts = usual;
    assert_eq!(guess(&world, None, ALICE).await, BUDGET);
}

#[tokio::test]
async fn a_session_that_was_left_open_lets_nobody_guess_its_password() {
    let world = world();
    let alice = world.register_alice().await.current;
    let accounts = &world.accounts;
    let mut tried = 0;
    while tried < 1_000 {
        let wrong = || password("wrong");
        let refused = match tried % 3 {
            0 => accounts.confirm_password(&alice, wrong()).await.err(),
            1 => accounts.delete_account(&alice, wrong()).await.err(),
            _ => accounts
                .change_email(&alice, wrong(), &email(BOB))
                .await
                .err(),
        };
        match refused {
            Some(ConfirmPasswordError::TooManyAttempts(_)) => break,
            refused => assert!(matches!(refused, Some(ConfirmPasswordError::WrongPassword))),
        }
        tried += 1;
    }
    assert_eq!(tried, BUDGET);
    assert!(world.log_in(ALICE, GOOD).await.is_ok(), "others may log in");
}

#[tokio::test]
async fn a_link_that_asks_for_the_password_is_no_way_around() {
    let world = World::with_mail();
    world.register_alice().await;
    let link = world.mailed_link(MailKind::VerifyEmail).await;
    guess(&world, None, ALICE).await;
    let request = SessionRequest::default();
    let accounts = &world.accounts;
    let refused = accounts.verify_email_and_log_in(&link, password("wrong"), request);
    assert!(matches!(
        refused.await,
        Err(VerifyEmailError::TooManyAttempts(_))
    ));
}

#[tokio::test]
async fn after_a_hundred_wrong_passwords_only_known_browsers_are_let_in() {
    let world = world();
    let own = world.register_alice().await.device;
    guess_patiently(&world, ALICE, 100).await;
    world.clock.advance(HOUR);
    let right = world.log_in(ALICE, GOOD).await;
    assert!(matches!(right, Err(LogInError::NoMatch)), "{right:?}");
    let entered = log_in_from(&world, own.as_deref(), ALICE, GOOD).await;
    assert!(entered.is_ok(), "{entered:?}");
    assert!(
        world.log_in(ALICE, GOOD).await.is_ok(),
        "the owner was here"
    );
}

#[tokio::test]
async fn a_right_password_in_time_begins_the_count_anew() {
    let world = world();
    world.register_alice().await;
    for _ in 0..3 {
        guess_patiently(&world, ALICE, 99).await;
        world.clock.advance(INTERVAL);
        world.log_in(ALICE, GOOD).await.unwrap();
    }
}

#[tokio::test]
async fn without_mails_there_is_no_way_back_and_so_no_hard_end() {
    let world = World::new();
    world.register_alice().await;
    guess_patiently(&world, ALICE, 120).await;
    world.clock.advance(INTERVAL);
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
}

#[tokio::test]
async fn the_owner_of_the_mailbox_comes_back_by_a_link_while_others_guess() {
    let world = world();
    world.register_alice().await;
    guess_patiently(&world, ALICE, 100).await;
    guess(&world, None, ALICE).await;
    let link = world.reset_link(ALICE).await;
    let nowhere = Client::default();
    let reset = world
        .accounts
        .reset_password(&link, password(NEW), &nowhere, None);
    let browser = reset.await.unwrap();
    assert!(is_limited(&world.log_in(ALICE, NEW).await));
    let entered = log_in_from(&world, Some(&browser), ALICE, NEW).await;
    assert!(entered.is_ok(), "{entered:?}");
}

#[tokio::test]
async fn a_reset_makes_a_thiefs_browser_a_stranger() {
    let world = world();
    let thiefs = world.register_alice().await.device;
    let link = world.reset_link(ALICE).await;
    let nowhere = Client::default();
    let reset = world
        .accounts
        .reset_password(&link, password(NEW), &nowhere, None);
    reset.await.unwrap();
    guess(&world, None, ALICE).await;
    assert_eq!(guess(&world, thiefs.as_deref(), ALICE).await, 0);
}

#[tokio::test]
async fn the_owner_hears_of_guessing_once_a_day_and_nobody_else_does() {
    let world = world();
    world.register_alice().await;
    for _ in 0..5 {
        guess(&world, None, ALICE).await;
        guess(&world, None, NOBODY).await;
        world.clock.advance(HOUR);
    }
    assert_eq!(said(&world.deliver().await), [(ALICE, "too_many_failures")]);
    assert_eq!(world.count(EventKind::LogInsLimited).await, 2);
    world.clock.advance(DAY);
    guess(&world, None, ALICE).await;
    assert_eq!(said(&world.deliver().await), [(ALICE, "too_many_failures")]);
}

#[tokio::test]
async fn whoever_registered_a_strangers_address_fills_no_mailbox_by_failing() {
    let world = World::with_mail();
    world.register_alice().await;
    world.deliver().await;
    guess(&world, None, ALICE).await;
    assert_eq!(said(&world.deliver().await), []);
}

#[tokio::test]
async fn a_stranger_has_three_mails_an_hour_sent_to_an_address_known_or_not() {
    let world = world();
    world.register_alice().await;
    let nowhere = Client::default();
    for address in [ALICE, NOBODY].map(email) {
        for asked in 0..6 {
            world.clock.advance(Duration::from_secs(90));
            let reset = world.accounts.request_password_reset(&address, &nowhere);
            let reset = reset.await;
            let is_limited = matches!(reset, Err(RequestMailError::TooManyAttempts(_)));
            assert_eq!(is_limited, asked >= 3, "{reset:?}");
        }
        let verification = world.accounts.request_verification(&address, &nowhere);
        verification.await.expect("another kind of mail");
    }
    assert_eq!(
        said(&world.deliver().await),
        [(ALICE, "reset_password"), (ALICE, "verify_email")],
        "of mails that wait together the first is sent: it has the newest link"
    );
}

#[tokio::test]
async fn nobody_fills_a_mailbox_by_moving_there() {
    let world = world();
    let alice = world.register_alice().await.current;
    let new = email(BOB);
    for asked in 0..5 {
        let moved = world.accounts.change_email(&alice, password(GOOD), &new);
        let moved = moved.await;
        let is_limited = matches!(moved, Err(ConfirmPasswordError::TooManyAttempts(_)));
        assert_eq!(is_limited, asked >= 3, "{moved:?}");
    }
}

#[tokio::test]
async fn where_registration_answers_all_alike_it_mails_three_times_an_hour() {
    let world = World::with_policy(Policy {
        verification: EmailVerification::Required,
        disclosure: vestibule_domain::Disclosure::None,
        sends_mail: true,
        ..Policy::default()
    });
    for address in [ALICE, BOB] {
        for tried in 0..5 {
            let request = SessionRequest::default();
            let accounts = &world.accounts;
            let registered =
                accounts.register(NewAccount::new(email(address), password(GOOD)), request);
            let registered = registered.await;
            let is_limited = matches!(registered, Err(RegisterError::TooManyAttempts(_)));
            assert_eq!(is_limited, tried >= 3, "{registered:?}");
        }
    }
}

#[tokio::test]
async fn who_proves_an_address_for_the_first_time_is_no_new_browser() {
    let world = World::verifying(EmailVerification::Required);
    let accounts = &world.accounts;
    let registered = accounts.register(
        NewAccount::new(email(ALICE), password(GOOD)),
        SessionRequest::default(),
    );
    registered.await.unwrap();
    let link = world.mailed_link(MailKind::VerifyEmail).await;
    let request = SessionRequest::default();
    let entered = accounts.verify_email_and_log_in(&link, password(GOOD), request);
    entered.await.unwrap();
    assert_eq!(said(&world.deliver().await), []);
    world.clock.advance(HOUR);
    world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(said(&world.deliver().await), [(ALICE, "new_browser")]);
}

#[tokio::test]
async fn an_operator_may_take_all_limits_away() {
    let world = World::with_policy(Policy {
        attempts: None,
        ..Policy::default()
    });
    world.register_alice().await;
    for _ in 0..120 {
        let refused = world.log_in(ALICE, "wrong").await;
        assert!(matches!(refused, Err(LogInError::NoMatch)));
    }
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
}
