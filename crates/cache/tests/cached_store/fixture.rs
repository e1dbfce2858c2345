//! A store in memory with a session cache.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU8, Ordering::SeqCst},
    },
    time::Duration,
};

use uuid::Uuid;
use vestibule_cache::{CachedStore, SessionCache};
use vestibule_domain::{
    AuthEpoch, AuthMethod, Authentications, Changes, EmailAddress, PasswordHash, Session,
    SessionId, SessionTokenHash, Store, Timestamp, User, UserId,
};
use vestibule_memory::{ManualClock, MemoryStore};

pub(crate) const NOON: Timestamp = Timestamp::from_unix_seconds(1_749_988_800);
pub(crate) const TOUCH_AFTER: Duration = Duration::from_secs(1800);

pub(crate) struct Fixture {
    /// The inner store. Changes to it are those of other processes.
    pub(crate) behind: Arc<MemoryStore>,
    pub(crate) cache: Arc<SessionCache>,
    pub(crate) cached: Arc<CachedStore>,
    pub(crate) clock: Arc<ManualClock>,
    /// Whether changes of other processes are known.
    pub(crate) is_told: Arc<AtomicBool>,
    serial: AtomicU8,
}

struct Told(Arc<AtomicBool>);

#[async_trait::async_trait]
impl Changes for Told {
    async fn are_told(&self) -> bool {
        self.0.load(SeqCst)
    }
}

impl Fixture {
    pub(crate) fn new() -> Self {
        Self::with_room_for(1000)
    }

    pub(crate) fn with_room_for(sessions: usize) -> Self {
        let behind = Arc::new(MemoryStore::new());
        let cache = SessionCache::new(sessions);
        let clock = Arc::new(ManualClock::at(NOON));
        let is_told = Arc::new(AtomicBool::new(true));
        let changes = Box::new(Told(is_told.clone()));
        let (store, time) = (behind.clone(), clock.clone());
        let cached = CachedStore::new(store, cache.clone(), changes, time, TOUCH_AFTER);
        Self {
            behind,
            cache,
            cached: Arc::new(cached),
            clock,
            is_told,
            serial: AtomicU8::new(0),
        }
    }

    /// A user with a session.
    pub(crate) async fn person(&self) -> (Session, User) {
        let serial = self.serial.fetch_add(1, SeqCst);
        let user = user(serial);
        let mut unit = self.cached.begin().await.unwrap();
        unit.users().insert(&user, &hash()).await.unwrap();
        unit.commit().await.unwrap();
        let session = self.log_in(&user, serial).await;
        (session, user)
    }

    pub(crate) async fn log_in(&self, user: &User, serial: u8) -> Session {
        let session = Session::new(
            SessionId::from_uuid(Uuid::from_u128(1000 + u128::from(serial))),
            user.id,
            SessionTokenHash::from_bytes([serial; 32]),
            Authentications::default().with(AuthMethod::Password, NOON),
            NOON,
            NOON + Duration::from_secs(86_400),
        );
        let mut unit = self.cached.begin().await.unwrap();
        assert!(
            unit.sessions()
                .insert(&session, AuthEpoch::FIRST)
                .await
                .unwrap()
        );
        unit.commit().await.unwrap();
        session
    }

    pub(crate) async fn find(&self, session: &Session) -> Option<(Session, User)> {
        self.cached.sessions().find(&session.token).await.unwrap()
    }

    /// Another process revokes the session.
    pub(crate) async fn revoke_elsewhere(&self, session: &Session) {
        let mut unit = self.behind.begin().await.unwrap();
        unit.sessions()
            .delete_by_token(&session.token)
            .await
            .unwrap();
        unit.commit().await.unwrap();
    }
}

pub(crate) fn user(serial: u8) -> User {
    User::new(
        UserId::from_uuid(Uuid::from_u128(serial.into())),
        EmailAddress::parse(&format!("baker{serial}@example.com")).unwrap(),
        NOON,
    )
}

pub(crate) fn hash() -> PasswordHash {
    PasswordHash::new("$sample$v=1$secret".to_owned())
}
