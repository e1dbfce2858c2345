//! What time leaves behind is cleared away, and nothing else.

use std::{sync::Arc, time::Duration};

use vestibule_domain::{
    Accounts, AuthService, EmailAddress, Housekeeping, PlainPassword, Policy, Ports, SecretKey,
    SessionKeys, SessionPolicy, SessionRequest, SessionToken,
};
use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, SeededTokenSource};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn sessions_are_purged_when_they_ended_and_no_sooner() {
    let store = Arc::new(MemoryStore::new());
    let clock = Arc::new(ManualClock::default());
    let ports = Ports {
        store: store.clone(),
        hasher: Arc::new(CheapHasher::default()),
        clock: clock.clone(),
        random: Arc::new(SeededTokenSource::default()),
    };
    let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
    let accounts = Accounts::new(ports, SessionKeys::new(&key, None), Policy::default());
    let rooms = Housekeeping::new(store, clock.clone(), SessionPolicy::default());
    let log_in = async |address: &str| {
        let email = EmailAddress::parse(address).unwrap();
        let password = PlainPassword::new("correct horse battery".into());
        accounts
            .register(email, password, SessionRequest::default())
            .await
            .unwrap()
            .token
    };
    let is_alive =
        async |token: &SessionToken| accounts.authenticate(token).await.unwrap().is_some();

    let idle = log_in("idle@example.com").await;
    let busy = log_in("busy@example.com").await;
    clock.advance(14 * DAY - Duration::from_secs(1));
    assert!(is_alive(&busy).await);
    assert_eq!(rooms.purge_batch().await.unwrap(), 0);
    assert!(is_alive(&idle).await, "it was alive, and is now seen");

    clock.advance(13 * DAY);
    assert!(is_alive(&busy).await);
    clock.advance(DAY + Duration::from_secs(1));
    assert!(!is_alive(&idle).await);
    assert_eq!(rooms.purge_batch().await.unwrap(), 1, "the idle one");
    assert!(is_alive(&busy).await);
    clock.advance(2 * DAY);
    assert_eq!(
        rooms.purge_batch().await.unwrap(),
        1,
        "the busy one is thirty days old"
    );
    assert_eq!(rooms.purge_batch().await.unwrap(), 0);
}
