//! Breached passwords are refused wherever a password is chosen.

use crate::accounts::by_token::ByToken;
use std::sync::Arc;

use vestibule_domain::{
    AuthService, ChangePassword, ChangePasswordError, Client, EventKind, NewAccount, RegisterError,
    ResetPasswordError, SessionRequest, WeakPassword,
};
use vestibule_memory::ListedBreaches;

use super::fixture::{ALICE, GOOD, NEW, World, email, password};

const LEAKED: &str = "a long one that leaked";

fn world() -> (World, Arc<ListedBreaches>) {
    let breached = Arc::new(ListedBreaches::new([LEAKED]));
    (World::asking(&breached), breached)
}

#[tokio::test]
async fn breached_password_is_refused_in_every_operation() {
    let (world, _) = world();
    let accounts = &world.accounts;
    let request = SessionRequest::default();
    let registered = accounts.register(NewAccount::new(email(ALICE), password(LEAKED)), request);
    assert!(matches!(
        registered.await,
        Err(RegisterError::WeakPassword(WeakPassword::Breached))
    ));
    assert_eq!(world.hasher.work(), 0, "nothing was hashed");

    let alice = world.register_alice().await;
    let changed = accounts.change_password(&alice.current, password(GOOD), password(LEAKED));
    assert!(matches!(
        changed.await,
        Err(ChangePasswordError::WeakPassword(WeakPassword::Breached))
    ));
    let link = world.reset_link(ALICE).await;
    let client = Client::default();
    let reset = accounts.reset_password_by(&link, password(LEAKED), &client, None);
    assert!(matches!(
        reset.await,
        Err(ResetPasswordError::WeakPassword(WeakPassword::Breached))
    ));
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
    let reset = accounts.reset_password_by(&link, password(NEW), &client, None);
    reset.await.expect("the link still works");
    assert_eq!(world.count(EventKind::BreachCheckFailed).await, 0);
}

#[tokio::test]
async fn breached_password_check_is_skipped_for_invalid_passwords() {
    let (world, breached) = world();
    let alice = world.register_alice().await;
    assert_eq!(breached.asked(), 1);
    world.log_in(ALICE, GOOD).await.unwrap();
    world.log_in(ALICE, LEAKED).await.unwrap_err();
    let accounts = &world.accounts;
    let changed = accounts.change_password(&alice.current, password(GOOD), password("password"));
    changed.await.unwrap_err();
    let changed = accounts.change_password(&alice.current, password("a guess"), password(LEAKED));
    changed.await.unwrap_err();
    assert_eq!(breached.asked(), 1);
}

#[tokio::test]
async fn unavailable_breach_service_accepts_passwords_and_records_an_event() {
    let (world, breached) = world();
    breached.set_away(true);
    let alice = world.register_alice().await;
    let accounts = &world.accounts;
    let changed = accounts.change_password(&alice.current, password(GOOD), password(LEAKED));
    changed.await.unwrap();
    let link = world.reset_link(ALICE).await;
    let client = Client::default();
    let reset = accounts.reset_password_by(&link, password(GOOD), &client, None);
    reset.await.unwrap();
    assert_eq!(world.count(EventKind::BreachCheckFailed).await, 3);
}
