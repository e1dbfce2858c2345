use std::time::Duration;

use vestibule_domain::{
    AuthService, Disclosure, LoginError, MayConflict, Policy, SessionRequest, Store, Unavailable,
};

use super::fixture::{ALICE, GOOD, World, email, password};

#[tokio::test]
async fn correct_password_opens_a_session_and_a_wrong_one_does_not() {
    let world = World::new();
    world.register_alice().await;
    assert!(world.log_in("Alice@Example.com", GOOD).await.is_ok());
    for wrong in [
        "",
        "Correct horse battery",
        "correct horse battery ",
        "password",
    ] {
        let refused = world.log_in(ALICE, wrong).await;
        assert!(matches!(refused, Err(LoginError::NoMatch)), "{wrong:?}");
    }
}

#[tokio::test]
async fn unknown_address_and_wrong_password_get_the_same_answer() {
    let world = World::new();
    world.register_alice().await;
    let before = world.hasher.work();
    let wrong = world.log_in(ALICE, "wrong password").await.unwrap_err();
    let for_known = world.hasher.work() - before;
    let unknown = world
        .log_in("nobody@example.com", "wrong password")
        .await
        .unwrap_err();
    assert_eq!(world.hasher.work() - before, 2 * for_known, "the same work");
    assert_eq!(wrong.to_string(), unknown.to_string(), "the same words");
}

#[tokio::test]
async fn disclosure_all_distinguishes_unknown_address_and_wrong_password() {
    let world =
        World::with_policy(Policy::default().with(|policy| policy.disclosure = Disclosure::All));
    world.register_alice().await;
    assert!(matches!(
        world.log_in(ALICE, "wrong").await,
        Err(LoginError::WrongPassword)
    ));
    let unknown = world.log_in("nobody@example.com", "wrong").await;
    assert!(matches!(unknown, Err(LoginError::UnknownEmail)));
}

#[tokio::test]
async fn each_login_issues_its_own_token() {
    let world = World::new();
    let first = world.register_alice().await;
    let second = world.log_in(ALICE, GOOD).await.unwrap();
    assert_ne!(first.token.expose(), second.token.expose());
    assert!(
        world.is_logged_in(&first).await,
        "another browser stays logged in"
    );
}

#[tokio::test]
async fn login_revokes_the_previous_session_of_the_browser() {
    let world = World::new();
    let planted = world.register_alice().await;
    let request = SessionRequest {
        replaces: Some(planted.token.clone()),
        ..Default::default()
    };
    let own = world
        .accounts
        .log_in(email(ALICE), password(GOOD), request)
        .await
        .unwrap()
        .logged_in()
        .unwrap();
    assert!(!world.is_logged_in(&planted).await);
    assert!(world.is_logged_in(&own).await);
}

#[tokio::test]
async fn outdated_hash_is_renewed_at_login_only() {
    let world = World::new();
    let alice = world.register_alice().await.current;
    let stored = async || {
        world
            .store
            .users()
            .find_credential_by_id(alice.id)
            .await
            .unwrap()
            .unwrap()
    };
    let old = stored().await;
    world.hasher.raise_cost();
    assert!(world.log_in(ALICE, "wrong password").await.is_err());
    assert_eq!(stored().await.password, old.password);

    let logged_in = world.log_in(ALICE, GOOD).await.unwrap();
    let renewed = stored().await;
    assert_ne!(renewed.password, old.password);
    assert_eq!(
        renewed.user, old.user,
        "the password was not changed, only its hash"
    );
    assert!(world.is_logged_in(&logged_in).await);
    world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(stored().await.password, renewed.password, "once is enough");
}

#[tokio::test]
async fn password_has_no_maximum_age() {
    let world = World::new();
    world.register_alice().await;
    world
        .clock
        .advance(Duration::from_secs(10 * 365 * 24 * 60 * 60));
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
}

#[tokio::test]
async fn login_resets_the_failure_count_only_if_needed() {
    let world = World::new();
    world.register_alice().await;
    let cost = async || {
        let before = world.store.work();
        world.log_in(ALICE, GOOD).await.unwrap();
        world.store.work() - before
    };
    let without = cost().await;
    world.log_in(ALICE, "wrong password").await.unwrap_err();
    assert_eq!(cost().await, without + 1);
    assert_eq!(cost().await, without);
}

#[test]
fn only_conflicts_are_retried() {
    let conflict = Unavailable::conflict("a deadlock");
    assert!(LoginError::from(conflict).is_conflict());
    assert!(!LoginError::from(Unavailable::new("away")).is_conflict());
    assert!(!LoginError::NoMatch.is_conflict());
}
