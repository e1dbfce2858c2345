use crate::accounts::by_password::ByPassword;
use vestibule_domain::{
    AuthService, Client, Disclosure, EmailVerification, LoginError, NewAccount, Policy,
    RegisterError, Registered, ResetPassword, SessionRequest, VerifyEmail, WeakPassword,
};

use super::fixture::{ALICE, BOB, GOOD, World, email, password, said};

#[tokio::test]
async fn registration_opens_a_session() {
    let world = World::new();
    let alice = world.register_alice().await;
    let current = world.current(&alice.token).await.unwrap();
    assert_eq!(current.email.as_str(), ALICE);
    assert_eq!(current.email_verified_at, None);
}

#[tokio::test]
async fn address_registers_once_in_all_spellings() {
    let world = World::new();
    world.register_alice().await;
    let again = world
        .accounts
        .register(
            NewAccount::new(email("ALICE@example.COM"), password("another good one")),
            SessionRequest::default(),
        )
        .await;
    assert!(matches!(again, Err(RegisterError::EmailTaken)), "{again:?}");
}

#[tokio::test]
async fn weak_password_is_refused_before_hashing() {
    let world = World::new();
    let refused = world
        .accounts
        .register(
            NewAccount::new(email(ALICE), password("password")),
            SessionRequest::default(),
        )
        .await;
    assert!(matches!(
        refused,
        Err(RegisterError::WeakPassword(WeakPassword::Common))
    ));
    assert_eq!(world.hasher.work(), 0);
}

#[tokio::test]
async fn registration_of_a_taken_address_does_the_same_work() {
    let world = World::new();
    world.register_alice().await;
    let for_free = world.hasher.work();
    let taken = world.accounts.register(
        NewAccount::new(email(ALICE), password(GOOD)),
        SessionRequest::default(),
    );
    assert!(taken.await.is_err());
    assert_eq!(world.hasher.work(), 2 * for_free);
}

#[tokio::test]
async fn disclosure_none_returns_the_same_for_taken_and_free_addresses() {
    let world = World::with_policy(Policy::default().with(|policy| {
        policy.disclosure = Disclosure::None;
        policy.verification = EmailVerification::Required;
        policy.sends_email = true;
    }));
    let mut work = Vec::new();
    for typed in [GOOD, "another good one"] {
        let before = (world.store.work(), world.hasher.work());
        let request = SessionRequest::default();
        let registered = world
            .accounts
            .register(NewAccount::new(email(ALICE), password(typed)), request);
        assert!(matches!(registered.await.unwrap(), Registered::EmailSent));
        work.push((
            world.store.work() - before.0,
            world.hasher.work() - before.1,
        ));
    }
    assert_eq!(work[0], work[1], "the same work");
    let messages = world.deliver().await;
    let expected = [(ALICE, "already_registered"), (ALICE, "verify_email")];
    assert_eq!(said(&messages), expected);
    let second = world.log_in(ALICE, "another good one").await;
    assert!(matches!(second, Err(LoginError::NoMatch)));
    let first = world.log_in(ALICE, GOOD).await;
    assert!(matches!(first, Err(LoginError::EmailUnverified)));
}

#[tokio::test]
async fn disabled_email_queues_no_email() {
    let world = World::with_policy(
        Policy::default().with(|policy| policy.verification = EmailVerification::Optional),
    );
    let alice = world.register_alice().await;
    let client = Client::default();
    let accounts = &world.accounts;
    let address = email(ALICE);
    accounts
        .request_password_reset(&address, &client)
        .await
        .unwrap();
    accounts
        .request_verification(&address, &client)
        .await
        .unwrap();
    let address = email(BOB);
    let asked = accounts.change_email_with(&alice.current, password(GOOD), &address);
    asked.await.unwrap();
    let gone = accounts.delete_account_with(&alice.current, password(GOOD));
    gone.await.unwrap();
    assert_eq!(world.store.all_emails().await, []);
}
