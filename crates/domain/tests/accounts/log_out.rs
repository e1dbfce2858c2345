use vestibule_domain::{AuthService, SessionRequest, SessionToken};

use super::fixture::{ALICE, GOOD, World, email, password};

#[tokio::test]
async fn logging_out_ends_this_session_only() {
    let world = World::new();
    let here = world.register_alice().await;
    let there = world
        .accounts
        .log_in(email(ALICE), password(GOOD), SessionRequest::default())
        .await
        .unwrap();
    world.accounts.log_out(&here.token).await.unwrap();
    assert!(!world.is_logged_in(&here).await);
    assert!(world.is_logged_in(&there).await);
}

#[tokio::test]
async fn logging_out_twice_or_with_rubbish_is_no_error() {
    let world = World::new();
    let alice = world.register_alice().await;
    for _ in 0..2 {
        world.accounts.log_out(&alice.token).await.unwrap();
    }
    let unknown = SessionToken::generate(&*world.random).unwrap();
    world.accounts.log_out(&unknown).await.unwrap();
}
