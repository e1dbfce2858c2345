use vestibule_domain::SessionToken;

use super::fixture::{ALICE, GOOD, World};

#[tokio::test]
async fn logout_revokes_only_the_current_session() {
    let world = World::new();
    let here = world.register_alice().await;
    let there = world.log_in(ALICE, GOOD).await.unwrap();
    world.log_out(&here.token).await;
    assert!(!world.is_logged_in(&here).await);
    assert!(world.is_logged_in(&there).await);
}

#[tokio::test]
async fn repeated_logout_or_invalid_token_is_not_an_error() {
    let world = World::new();
    let alice = world.register_alice().await;
    for _ in 0..2 {
        world.log_out(&alice.token).await;
    }
    let unknown = SessionToken::generate(&*world.random).unwrap();
    world.log_out(&unknown).await;
}
