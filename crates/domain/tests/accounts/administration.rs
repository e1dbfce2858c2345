//! Operations of an operator, and their effects on users.

use crate::accounts::by_token::ByToken;
use vestibule_domain::{
    Client, Clock, CreateError, EmailKind, EventKind, LoginError, SessionRequest, Store, UserRef,
    VerifyEmailError, WeakPassword,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, email, password};

mod import;

#[tokio::test]
async fn account_is_found_by_address_and_by_identifier() {
    let world = World::new();
    let alice = world.register_alice().await.current.user;
    for whose in [ALICE, "ALICE@Example.com", &alice.id.to_string()] {
        let whose = UserRef::parse(whose).unwrap();
        let found = world.operator().find(&whose).await.unwrap();
        assert_eq!(found.as_ref(), Some(&alice), "{whose}");
    }
    let unknown = UserRef::parse(BOB).unwrap();
    assert_eq!(world.operator().find(&unknown).await.unwrap(), None);
    assert!(UserRef::parse("alice").is_err());
}

#[tokio::test]
async fn user_created_by_an_operator_sets_the_password_by_link() {
    let world = World::new();
    let operator = world.operator();
    let bob = operator.create(email(BOB), None).await.unwrap();
    for typed in ["", "!", GOOD] {
        let refused = world.log_in(BOB, typed).await;
        assert!(matches!(refused, Err(LoginError::NoMatch)), "{typed:?}");
    }
    let link = operator.reset_link(&bob).await.unwrap();
    let client = Client::default();
    let chosen = world
        .accounts
        .reset_password_by(&link, password(NEW), &client, None);
    chosen.await.unwrap();
    assert!(world.log_in(BOB, NEW).await.is_ok());
    assert_eq!(world.count(EventKind::AccountCreated).await, 1);
}

#[tokio::test]
async fn password_set_by_an_operator_is_validated() {
    let world = World::new();
    let operator = world.operator();
    let weak = operator.create(email(BOB), Some(password("password1")));
    assert!(matches!(
        weak.await,
        Err(CreateError::WeakPassword(WeakPassword::Common))
    ));
    assert_eq!(world.user(BOB).await, None);
    let good = operator.create(email(BOB), Some(password(GOOD))).await;
    assert!(good.is_ok());
    assert!(world.log_in(BOB, GOOD).await.is_ok());
    let again = operator.create(email("BOB@example.com"), None).await;
    assert!(matches!(again, Err(CreateError::EmailTaken)));
}

#[tokio::test]
async fn disabled_user_is_logged_out_and_sees_why_with_the_correct_password_only() {
    let world = World::new();
    let alice = world.register_alice().await;
    let operator = world.operator();
    assert!(operator.disable(alice.current.user.id).await.unwrap());
    assert!(!world.is_logged_in(&alice).await);
    let right = world.log_in(ALICE, GOOD).await;
    assert!(matches!(right, Err(LoginError::Disabled)));
    let wrong = world.log_in(ALICE, NEW).await;
    assert!(matches!(wrong, Err(LoginError::NoMatch)), "nothing is told");
    let stored = world.user(ALICE).await.unwrap();
    assert_eq!(stored.disabled_at, Some(world.clock.now()));

    assert!(operator.enable(stored.id).await.unwrap());
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
    for kind in [EventKind::AccountDisabled, EventKind::AccountEnabled] {
        assert_eq!(world.count(kind).await, 1, "{}", kind.as_str());
    }
}

#[tokio::test]
async fn leftover_session_of_a_disabled_user_is_rejected() {
    let world = World::new();
    let alice = world.register_alice().await;
    let mut unit = world.store.begin().await.unwrap();
    let (user, since) = (alice.current.user.id, Some(world.clock.now()));
    assert!(unit.users().set_disabled(user, since).await.unwrap());
    unit.commit().await.unwrap();
    assert!(!world.is_logged_in(&alice).await);
}

#[tokio::test]
async fn password_reset_of_a_disabled_user_opens_no_session() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    world
        .operator()
        .disable(alice.current.user.id)
        .await
        .unwrap();
    let link = world.reset_link(ALICE).await;
    let client = Client::default();
    let chosen = world
        .accounts
        .reset_password_by(&link, password(NEW), &client, None);
    chosen.await.unwrap();
    let refused = world.log_in(ALICE, NEW).await;
    assert!(matches!(refused, Err(LoginError::Disabled)));
}

#[tokio::test]
async fn disabled_user_cannot_log_in_by_a_verification_link() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let user = alice.current.user.id;
    world.operator().disable(user).await.unwrap();
    let come = |typed| {
        let request = SessionRequest::default();
        world
            .accounts
            .verify_email_and_log_in_by(&link, password(typed), request)
    };
    assert!(matches!(
        come(NEW).await,
        Err(VerifyEmailError::WrongPassword)
    ));
    assert!(matches!(come(GOOD).await, Err(VerifyEmailError::Disabled)));
    world.operator().enable(user).await.unwrap();
    assert!(come(GOOD).await.is_ok(), "the link was not used up");
}

#[tokio::test]
async fn sessions_of_one_user_and_of_all_users_are_revoked() {
    let world = World::new();
    let alice = world.register_alice().await;
    let alice_elsewhere = world.log_in(ALICE, GOOD).await.unwrap();
    let bob = world.register(BOB, SessionRequest::default()).await;
    let operator = world.operator();
    let user = alice.current.user.id;
    assert_eq!(operator.list_sessions(user).await.unwrap().len(), 2);

    let (other, own) = (bob.current.session.id, alice.current.session.id);
    assert!(!operator.revoke_session(user, other).await.unwrap());
    assert!(operator.revoke_session(user, own).await.unwrap());
    assert!(!world.is_logged_in(&alice).await);
    assert!(world.is_logged_in(&alice_elsewhere).await);

    assert_eq!(operator.revoke_sessions(user).await.unwrap(), 1);
    assert!(world.is_logged_in(&bob).await);
    world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(operator.revoke_all_sessions().await.unwrap(), 2);
    assert!(!world.is_logged_in(&bob).await);
    assert_eq!(operator.revoke_all_sessions().await.unwrap(), 0);
    let kind = EventKind::SessionsRevokedByOperator;
    assert_eq!(world.count(kind).await, 4, "one for each person and time");
}

#[tokio::test]
async fn deleted_user_is_removed_and_notified() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    world.deliver().await;
    let operator = world.operator();
    assert!(operator.delete(&alice.current.user).await.unwrap());
    assert!(!operator.delete(&alice.current.user).await.unwrap());
    assert_eq!(world.user(ALICE).await, None);
    assert!(!world.is_logged_in(&alice).await);
    let messages = world.deliver().await;
    assert_eq!(
        super::fixture::said(&messages),
        [(ALICE, "account_deleted")]
    );
}
