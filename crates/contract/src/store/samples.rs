use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{sync::Barrier, task::JoinSet, time::sleep};
use uuid::Uuid;
use vestibule_domain::{
    Client, Credential, EmailAddress, InsertUserError, PasswordHash, Session, SessionId,
    SessionTokenHash, Store, Timestamp, Unavailable, User, UserId,
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
    assert!(
        is_inserted(store, user, password).await,
        "the address is free"
    );
}

pub(crate) async fn is_inserted(store: &dyn Store, user: &User, password: &PasswordHash) -> bool {
    insist(|| async move {
        let mut unit = store.begin().await?;
        match unit.insert_user(user, password).await {
            Ok(()) => unit.commit().await.map(|()| true),
            Err(InsertUserError::EmailTaken) => Ok(false),
            Err(InsertUserError::Unavailable(error)) => Err(error),
        }
    })
    .await
}

/// Opens the session of a user whose hash is `hash("old")`.
pub(crate) async fn open(store: &dyn Store, session: &Session) {
    assert!(
        log_in(store, session, &hash("old")).await,
        "the hash is right"
    );
}

pub(crate) async fn log_in(store: &dyn Store, session: &Session, proof: &PasswordHash) -> bool {
    insist(|| async move {
        let mut unit = store.begin().await?;
        let opened = unit.insert_session(session, proof).await?;
        unit.commit().await.map(|()| opened)
    })
    .await
}

pub(crate) async fn change_password(
    store: &dyn Store,
    user: &User,
    from: &PasswordHash,
    to: &PasswordHash,
    at: Timestamp,
) -> bool {
    insist(|| async move {
        let mut unit = store.begin().await?;
        let changed = unit.replace_password(user.id, from, to, at).await?;
        unit.commit().await.map(|()| changed)
    })
    .await
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
    insist(|| async move {
        let mut unit = store.begin().await?;
        let touched = unit
            .touch_session(session.id, seen_at, unless_since)
            .await?;
        unit.commit().await.map(|()| touched)
    })
    .await
}

/// Does a unit again that met a conflict, as a whole, as a service does; not for ever.
pub(crate) async fn insist<T, F>(unit: impl Fn() -> F) -> T
where
    F: Future<Output = Result<T, Unavailable>>,
{
    for tried in 0..20 {
        match unit().await {
            Err(error) if error.is_conflict() => sleep(Duration::from_millis(tried)).await,
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
