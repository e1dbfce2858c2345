//! Which changes are reported, and that none is missed.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep, timeout};
use vestibule_cache::{CachedStore, SessionCache};
use vestibule_domain::{
    AuthEpoch, AuthMethod, Authentications, ChangeListener, Changes, Session, SessionId,
    SessionTokenHash, Store, Timestamp, User, UserId,
};
use vestibule_memory::ManualClock;
use vestibule_seaorm::{SeaOrmStore, sea_orm::ConnectionTrait, sea_orm::prelude::Uuid};

use crate::database::TestDatabase;

mod commits;
mod notifications;

on_each_database!(mariadb: mariadb_reports_no_change_without_a_cache_time);

/// Before the sessions of the contract were seen.
const MORNING: Timestamp = Timestamp::from_unix_seconds(1_749_960_000);

/// With a session cache, as in a server.
pub(crate) async fn remembering(store: Arc<SeaOrmStore>) -> CachedStore {
    let cache = SessionCache::new(1000);
    let accepted = Some(Duration::from_secs(60));
    let changes = store.watch(cache.clone(), accepted).await.unwrap();
    is_told(&*changes).await;
    let clock = Arc::new(ManualClock::at(MORNING));
    CachedStore::new(store, cache, changes, clock, Duration::ZERO)
}

/// Waits until the channel is open.
async fn is_told(changes: &dyn Changes) {
    let opened = async {
        while !changes.are_told().await {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(60), opened).await.unwrap();
}

#[derive(Default)]
struct Heard {
    anything: AtomicU64,
    users: Mutex<Vec<UserId>>,
}

impl ChangeListener for Heard {
    fn user_changed(&self, user: UserId) {
        self.users.lock().unwrap().push(user);
    }

    fn anything_changed(&self) {
        self.anything.fetch_add(1, SeqCst);
    }
}

impl Heard {
    fn anything(&self) -> u64 {
        self.anything.load(SeqCst)
    }

    fn users(&self) -> Vec<UserId> {
        std::mem::take(&mut self.users.lock().unwrap())
    }
}

struct Watched {
    store: SeaOrmStore,
    heard: Arc<Heard>,
    changes: Box<dyn Changes>,
}

async fn watched(database: &TestDatabase) -> Watched {
    let store = SeaOrmStore::new(database.migrated().await);
    let heard = Arc::new(Heard::default());
    let changes = store.watch(heard.clone(), None).await.unwrap();
    is_told(&*changes).await;
    Watched {
        store,
        heard,
        changes,
    }
}

pub(crate) async fn kill_the_channel(database: &TestDatabase) {
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                WHERE datname = current_database() AND application_name = 'vestibule changes'";
    let terminal = database.connect().await;
    terminal.execute_unprepared(kill).await.unwrap();
    terminal.close().await.unwrap();
}

async fn mariadb_reports_no_change_without_a_cache_time(database: &TestDatabase) {
    let store = SeaOrmStore::new(database.migrated().await);
    let heard = Arc::new(Heard::default());
    let exact = store.watch(heard.clone(), None).await;
    assert!(exact.is_none());

    let accepted = Duration::from_millis(100);
    let stale = store.watch(heard.clone(), Some(accepted)).await.unwrap();
    let begun = Instant::now();
    while heard.anything() == 0 {
        assert!(stale.are_told().await);
        sleep(Duration::from_millis(1)).await;
    }
    assert!(begun.elapsed() >= accepted);
}

/// Creates a user with a session.
pub(crate) async fn log_in(store: &dyn Store, number: u128) -> Session {
    let user = User::new(
        UserId::from_uuid(Uuid::from_u128(number)),
        crate::accounts::email(&format!("baker{number}@example.com")),
        MORNING,
    );
    let mut unit = store.begin().await.unwrap();
    unit.users().insert(&user, &hash()).await.unwrap();
    unit.commit().await.unwrap();
    log_in_again(store, user.id, number).await
}

pub(crate) async fn log_in_again(store: &dyn Store, user: UserId, number: u128) -> Session {
    let mut token = [7; 32];
    token[..16].copy_from_slice(&number.to_be_bytes());
    let session = Session::new(
        SessionId::from_uuid(Uuid::from_u128(number)),
        user,
        SessionTokenHash::from_bytes(token),
        Authentications::default().with(AuthMethod::Password, MORNING),
        MORNING,
        MORNING + Duration::from_secs(86_400),
    )
    .with(|session| session.last_seen_at = MORNING + Duration::from_secs(1));
    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.sessions()
            .insert(&session, AuthEpoch::FIRST)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    session
}

async fn end(store: &dyn Store, session: &Session) {
    let mut unit = store.begin().await.unwrap();
    let ended = unit.sessions().delete(session.user_id, session.id);
    assert!(ended.await.unwrap());
    unit.commit().await.unwrap();
}

fn hash() -> vestibule_domain::PasswordHash {
    vestibule_domain::PasswordHash::new("$sample$v=1$secret".to_owned())
}
