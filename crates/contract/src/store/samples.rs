use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;
use vestibule_domain::{
    Client, Credential, EmailAddress, PasswordHash, Session, SessionId, SessionTokenHash, Store,
    Timestamp, Unavailable, User, UserId,
};

/// The start of all samples: 2025-06-15T12:00:00Z.
pub(crate) const NOON: Timestamp = Timestamp::from_unix_seconds(1_749_988_800);

fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

pub(crate) fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

pub(crate) fn hash(text: &str) -> PasswordHash {
    PasswordHash::new(format!("$sample$v=1${text}"))
}

/// A user who registered at noon.
pub(crate) fn user(address: &str) -> User {
    User {
        id: UserId::from_uuid(Uuid::from_u128(next().into())),
        email: email(address),
        email_verified_at: None,
        password_changed_at: NOON,
        created_at: NOON,
    }
}

/// A session of the user that was opened at noon.
pub(crate) fn session(user: &User) -> Session {
    let number = next();
    let mut token = [0xA5; 32];
    token[..8].copy_from_slice(&number.to_be_bytes());
    Session {
        id: SessionId::from_uuid(Uuid::from_u128(number.into())),
        user_id: user.id,
        token: SessionTokenHash::from_bytes(token),
        remembered: false,
        client: Client::default(),
        created_at: NOON,
        last_seen_at: NOON,
        expires_at: later(30 * 24 * 60 * 60),
    }
}

/// That many seconds after noon.
pub(crate) const fn later(seconds: i64) -> Timestamp {
    later_than(NOON, seconds)
}

pub(crate) const fn later_than(time: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(time.unix_seconds() + seconds)
}

/// Registers a user whose hash is `hash("old")`.
pub(crate) async fn register(store: &dyn Store, address: &str) -> User {
    let user = user(address);
    insert(store, &user, &hash("old")).await;
    user
}

pub(crate) async fn insert(store: &dyn Store, user: &User, password: &PasswordHash) {
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(user, password).await.unwrap();
    unit.commit().await.unwrap();
}

/// Opens the session of a user whose hash is `hash("old")`.
pub(crate) async fn open(store: &dyn Store, session: &Session) {
    assert!(
        log_in(store, session, &hash("old")).await,
        "the hash is right"
    );
}

pub(crate) async fn log_in(store: &dyn Store, session: &Session, proof: &PasswordHash) -> bool {
    let mut unit = store.begin().await.unwrap();
    let opened = unit.insert_session(session, proof).await.unwrap();
    unit.commit().await.unwrap();
    opened
}

pub(crate) async fn change_password(
    store: &dyn Store,
    user: &User,
    from: &PasswordHash,
    to: &PasswordHash,
    at: Timestamp,
) -> bool {
    let mut unit = store.begin().await.unwrap();
    let changed = unit.replace_password(user.id, from, to, at).await.unwrap();
    unit.commit().await.unwrap();
    changed
}

pub(crate) async fn credential(store: &dyn Store, user: &User) -> Credential {
    let found = store.find_credential_by_id(user.id).await.unwrap();
    found.expect("the user is there")
}

pub(crate) async fn find(store: &dyn Store, session: &Session) -> Option<(Session, User)> {
    store.find_session(&session.token).await.unwrap()
}

pub(crate) async fn touch(
    store: &dyn Store,
    session: &Session,
    seen_at: Timestamp,
    unless_since: Timestamp,
) -> bool {
    let mut unit = store.begin().await.unwrap();
    let touched = unit.touch_session(session.id, seen_at, unless_since).await;
    unit.commit().await.unwrap();
    touched.unwrap()
}

/// Does a unit again that met a conflict, whole, as a service does, and not for ever.
pub(crate) async fn insist<T, F>(unit: impl Fn() -> F) -> T
where
    F: Future<Output = Result<T, Unavailable>>,
{
    for _ in 0..10 {
        match unit().await {
            Err(error) if error.is_conflict() => tokio::task::yield_now().await,
            done => return done.unwrap(),
        }
    }
    panic!("a conflict comes back again and again");
}

/// Runs as many tasks, which start together, and gives what they gave.
pub(crate) async fn together<F>(tasks: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    let tasks: Vec<F> = tasks.into_iter().collect();
    let barrier = Arc::new(Barrier::new(tasks.len()));
    let mut running = JoinSet::new();
    for task in tasks {
        let barrier = barrier.clone();
        running.spawn(async move {
            barrier.wait().await;
            task.await
        });
    }
    running.join_all().await
}
