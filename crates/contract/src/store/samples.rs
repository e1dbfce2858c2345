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
    AuthEpoch, AuthMethod, Authentications, Client, Credential, EmailAddress, EmailError, EmailId,
    EmailKind, Event, EventId, EventKind, Language, Link, LinkPurpose, OneTimeTokenHash,
    PasswordHash, QueuedEmail, Session, SessionId, SessionTokenHash, Store, Timestamp, Unavailable,
    User, UserId, VerifiedEmail,
};

/// The start of all samples: 2025-06-15T12:00:00Z.
pub(crate) const NOON: Timestamp = Timestamp::from_unix_seconds(1_749_988_800);

/// Rounds of a race that has two ends.
pub(crate) const ROUNDS: usize = 50;

fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An identifier that no other row has.
pub(crate) fn id() -> Uuid {
    Uuid::from_u128(next().into())
}

/// The hash of a token that no other row has.
pub(crate) fn token() -> [u8; 32] {
    let mut token = [0xA5; 32];
    token[..8].copy_from_slice(&next().to_be_bytes());
    token
}

pub(crate) fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

pub(crate) fn hash(text: &str) -> PasswordHash {
    PasswordHash::new(format!("$sample$v=1${text}"))
}

/// A user who registered at noon.
pub(crate) fn user(address: &str) -> User {
    User::new(UserId::from_uuid(id()), email(address), NOON)
}

/// A session of the user that was opened at noon.
pub(crate) fn session(user: &User) -> Session {
    Session::new(
        SessionId::from_uuid(id()),
        user.id,
        SessionTokenHash::from_bytes(token()),
        Authentications::default().with(AuthMethod::Password, NOON),
        NOON,
        later(30 * 24 * 60 * 60),
    )
}

/// A link to the user that was emailed at noon and works for an hour.
pub(crate) fn link(user: &User, purpose: LinkPurpose) -> Link {
    Link {
        token: OneTimeTokenHash::from_bytes(token()),
        purpose,
        user_id: user.id,
        email: user.email.clone(),
        created_at: NOON,
        expires_at: later(60 * 60),
        email_changes: 0,
    }
}

/// An email to the user, and about them, that was written at noon.
pub(crate) fn queued_email(user: &User) -> QueuedEmail {
    QueuedEmail {
        id: EmailId::from_uuid(id()),
        kind: EmailKind::PasswordChanged,
        to: user.email.clone(),
        user_id: Some(user.id),
        other_email: None,
        email_changes: 0,
        client: Client::default(),
        created_at: NOON,
        link: None,
        attempts: 0,
    }
}

/// Something that happened to the user then.
pub(crate) fn event(user: &User, at: Timestamp) -> Event {
    Event {
        id: EventId::from_uuid(id()),
        kind: EventKind::LoggedIn,
        user_id: Some(user.id),
        at,
        client: Client::default(),
    }
}

/// A client of which everything is known, and as much as there is room for.
pub(crate) fn known_client() -> Client {
    let address = "2001:db8:1111:2222:3333:4444:5555:6666".parse().unwrap();
    let language = Language::parse(&"x".repeat(Language::MAX_LENGTH));
    Client::new(Some(address), Some(&"🍪".repeat(255))).reading(language)
}

/// An address that was proven then.
pub(crate) fn proven(address: &str, at: Timestamp) -> VerifiedEmail {
    let owner = user(address).with(|user| user.email_verified_at = Some(at));
    owner.verified_email().unwrap()
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
    retry_conflicts(|| async move {
        let mut unit = store.begin().await?;
        match unit.users().insert(user, password).await {
            Ok(()) => unit.commit().await.map(|()| true),
            Err(EmailError::EmailTaken) => Ok(false),
            Err(EmailError::Unavailable(error)) => Err(error),
        }
    })
    .await
}

/// Gives the user the address, or tells that it is taken.
pub(crate) async fn is_moved(store: &dyn Store, user: &User, email: &VerifiedEmail) -> bool {
    retry_conflicts(|| async move {
        let mut unit = store.begin().await?;
        match unit.users().set_email(user.id, email).await {
            Ok(()) => unit.commit().await.map(|()| true),
            Err(EmailError::EmailTaken) => Ok(false),
            Err(EmailError::Unavailable(error)) => Err(error),
        }
    })
    .await
}

/// Opens the session of a user whose credential is the one of [`register`].
pub(crate) async fn open(store: &dyn Store, session: &Session) {
    assert!(
        log_in(store, session, AuthEpoch::FIRST).await,
        "the epoch is right"
    );
}

pub(crate) async fn log_in(store: &dyn Store, session: &Session, proven: AuthEpoch) -> bool {
    once!(store, unit => unit.sessions().insert(session, proven))
}

pub(crate) async fn renew_hash(
    store: &dyn Store,
    user: &User,
    from: &PasswordHash,
    to: &PasswordHash,
) -> bool {
    once!(store, unit => unit.users().renew_hash(user.id, from, to))
}

pub(crate) async fn change_password(
    store: &dyn Store,
    user: &User,
    proven: AuthEpoch,
    to: &PasswordHash,
    at: Timestamp,
) -> bool {
    once!(store, unit => unit.users().change_password(user.id, proven, to, at))
}

pub(crate) async fn credential(store: &dyn Store, user: &User) -> Credential {
    let found = store.users().find_credential_by_id(user.id).await.unwrap();
    found.expect("the user is there")
}

/// All that is stored of the user's sessions, whether or not they are alive.
pub(crate) async fn list(store: &dyn Store, user: &User) -> Vec<Session> {
    let dawn = Timestamp::from_unix_seconds(0);
    let all = store.sessions().list(user.id, dawn, dawn, u32::MAX).await;
    all.unwrap()
}

pub(crate) async fn find(store: &dyn Store, session: &Session) -> Option<(Session, User)> {
    store.sessions().find(&session.token).await.unwrap()
}

pub(crate) async fn touch(
    store: &dyn Store,
    session: &Session,
    seen_at: Timestamp,
    unless_since: Timestamp,
) -> bool {
    once!(store, unit => unit.sessions().touch(session.id, seen_at, unless_since))
}

/// Does one thing in a unit of its own, and gives what it gave.
macro_rules! once {
    ($store:expr, $unit:ident => $work:expr) => {
        $crate::store::samples::retry_conflicts(|| async {
            let mut $unit = $store.begin().await?;
            let done = $work.await?;
            $unit.commit().await.map(|()| done)
        })
        .await
    };
}
pub(crate) use once;

/// Does a unit again that met a conflict, as a whole, as a service does; not for ever.
pub(crate) async fn retry_conflicts<T, F>(unit: impl Fn() -> F) -> T
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

/// Purges until there is something. Who drops a unit does not wait for its end: on a busy machine
/// its locks are there for a moment longer, and what has one is left.
pub(crate) async fn soon<F>(purge: impl Fn() -> F) -> u64
where
    F: Future<Output = Result<u64, Unavailable>>,
{
    for _ in 0..100 {
        match retry_conflicts(&purge).await {
            0 => sleep(Duration::from_millis(20)).await,
            purged => return purged,
        }
    }
    0
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
