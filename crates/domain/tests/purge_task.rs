//! The purge deletes expired rows, and nothing else.

use std::{sync::Arc, time::Duration};

use vestibule_domain::{
    Accounts, AuthService, Client, EmailAddress, Keys, NewAccount, PlainPassword, Policy, Ports,
    PurgeTask, Registered, SecretKey, SessionRequest, SessionToken,
};
use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, SeededTokenSource};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn sessions_are_purged_only_after_they_expire() {
    let clock = Arc::new(ManualClock::default());
    let store = Arc::new(MemoryStore::new());
    let ports = Ports::new(
        store.clone(),
        store,
        Arc::new(CheapHasher::default()),
        clock.clone(),
        Arc::new(SeededTokenSource::default()),
    );
    let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
    let accounts = Accounts::new(ports, Keys::new(&key, None), Policy::default());
    let accounts = Arc::new(accounts);
    let rooms = PurgeTask::new(accounts.clone());
    let log_in = async |address: &str| {
        let email = EmailAddress::parse(address).unwrap();
        let password = PlainPassword::new("correct horse battery".into());
        let registered =
            accounts.register(NewAccount::new(email, password), SessionRequest::default());
        match registered.await.unwrap() {
            Registered::LoggedIn(logged_in) => logged_in.token,
            other => panic!("there is no session yet: {other:?}"),
        }
    };
    let is_valid = async |token: &SessionToken| {
        let current = accounts.authenticate(token, &Client::default()).await;
        current.unwrap().is_some()
    };

    let idle = log_in("idle@example.com").await;
    let busy = log_in("busy@example.com").await;
    clock.advance(14 * DAY - Duration::from_secs(1));
    assert!(is_valid(&busy).await);
    assert_eq!(rooms.purge_batch().await.unwrap(), 0);
    assert!(is_valid(&idle).await, "it was alive, and is now seen");

    clock.advance(13 * DAY);
    assert!(is_valid(&busy).await);
    clock.advance(DAY + Duration::from_secs(1));
    assert!(!is_valid(&idle).await);
    assert_eq!(rooms.purge_batch().await.unwrap(), 1, "the idle one");
    assert!(is_valid(&busy).await);
    clock.advance(2 * DAY);
    assert_eq!(
        rooms.purge_batch().await.unwrap(),
        1,
        "the busy one is thirty days old"
    );
    assert_eq!(rooms.purge_batch().await.unwrap(), 0);
}
