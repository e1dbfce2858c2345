use vestibule_domain::{AuthService, RegisterError, SessionRequest, WeakPassword};

use super::fixture::{ALICE, GOOD, World, email, password};

#[tokio::test]
async fn registering_logs_in() {
    let world = World::new();
    let alice = world.register_alice().await;
    let current = world
        .accounts
        .authenticate(&alice.token)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(current.email.as_str(), ALICE);
    assert_eq!(current.email_verified_at, None);
}

#[tokio::test]
async fn an_address_registers_once_however_it_is_typed() {
    let world = World::new();
    world.register_alice().await;
    let again = world
        .accounts
        .register(
            email("ALICE@example.COM"),
            password("another good one"),
            SessionRequest::default(),
        )
        .await;
    assert!(matches!(again, Err(RegisterError::EmailTaken)), "{again:?}");
}

#[tokio::test]
async fn a_weak_password_is_refused_before_any_work() {
    let world = World::new();
    let refused = world
        .accounts
        .register(
            email(ALICE),
            password("password"),
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
async fn a_taken_address_costs_what_a_free_one_costs() {
    let world = World::new();
    world.register_alice().await;
    let for_free = world.hasher.work();
    let taken = world
        .accounts
        .register(email(ALICE), password(GOOD), SessionRequest::default());
    assert!(taken.await.is_err());
    assert_eq!(world.hasher.work(), 2 * for_free);
}
