//! Two servers with cached sessions, on one database: a request that begins after the revocation of its
//! session was answered is always rejected.
//!
//! `VESTIBULE_REVOCATIONS` is the number of revoked sessions; several requests use each of them at
//! once, before and after.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use tokio::task::JoinSet;
use vestibule_cache::CachedStore;
use vestibule_domain::{Session, Store, Timestamp};
use vestibule_seaorm::{
    SeaOrmStore,
    sea_orm::{ConnectionTrait, DatabaseConnection},
};

use crate::{
    database::TestDatabase,
    watching::{kill_the_channel, log_in, log_in_again, remembering},
};

on_each_database!(sqlite: session_revoked_on_one_server_is_refused_on_the_other);
on_each_database!(postgres:
    session_revoked_on_one_server_is_refused_on_the_other,
    killed_change_channel_accepts_no_revoked_session,
);

/// Number of parallel requests with the same cookie.
const REQUESTS: usize = 4;

fn revocations(default: u64) -> u64 {
    let asked = std::env::var("VESTIBULE_REVOCATIONS").ok();
    asked.map_or(default, |number| number.parse().unwrap())
}

async fn session_revoked_on_one_server_is_refused_on_the_other(database: &TestDatabase) {
    let hostile = Hostile::new(database).await;
    for round in 0..revocations(150) {
        hostile.round(round).await;
    }
    hostile.report();
}

async fn killed_change_channel_accepts_no_revoked_session(database: &TestDatabase) {
    let hostile = Hostile::new(database).await;
    for round in 0..revocations(100) {
        if round % 20 == 10 {
            let ((), ()) = tokio::join!(kill_the_channel(database), hostile.round(round));
        } else {
            hostile.round(round).await;
        }
    }
    hostile.report();
}

struct Hostile {
    here: Arc<CachedStore>,
    there: Arc<CachedStore>,
    terminal: DatabaseConnection,
    person: Session,
    /// Number of requests that began after the revocation, and of those that the cache answered before.
    refused: AtomicU64,
    let_in: AtomicU64,
}

impl Hostile {
    async fn new(database: &TestDatabase) -> Self {
        let here = SeaOrmStore::new(database.migrated().await);
        let there = SeaOrmStore::new(database.connect().await);
        let here = Arc::new(remembering(Arc::new(here)).await);
        let there = Arc::new(remembering(Arc::new(there)).await);
        Self {
            person: log_in(&*here, 1).await,
            here,
            there,
            terminal: database.connect().await,
            refused: AtomicU64::new(0),
            let_in: AtomicU64::new(0),
        }
    }

    /// Logs in, sends requests with the cookie to both servers all the time, and revokes the session
    /// meanwhile.
    async fn round(&self, round: u64) {
        let number = u128::from(round) + 1000;
        let session = log_in_again(&*self.here, self.person.user_id, number).await;
        let is_over = Arc::new(AtomicBool::new(false));
        let mut requests = JoinSet::new();
        for store in [&self.here, &self.there].repeat(REQUESTS / 2) {
            requests.spawn(ask(store.clone(), session.clone(), is_over.clone()));
        }
        // At a different moment each time.
        tokio::time::sleep(Duration::from_micros(round * 37 % 1500)).await;
        self.end(round, &session).await;
        is_over.store(true, SeqCst);

        while let Some(asked) = requests.join_next().await {
            let asked = asked.unwrap();
            self.let_in.fetch_add(asked.before, SeqCst);
            self.refused.fetch_add(asked.after, SeqCst);
        }
    }

    /// In each of the possible ways.
    async fn end(&self, round: u64, session: &Session) {
        let (user, id) = (session.user_id, session.id);
        let mut unit = self.here.begin().await.unwrap();
        match round % 5 {
            0 => drop(unit.sessions().delete(user, id).await.unwrap()),
            1 => drop(
                unit.sessions()
                    .delete_by_token(&session.token)
                    .await
                    .unwrap(),
            ),
            2 => drop(unit.sessions().delete_all(user, None).await.unwrap()),
            3 => {
                let until = Timestamp::from_unix_seconds(i64::MAX / 2);
                drop(unit);
                self.here.sessions().purge(until, until, 100).await.unwrap();
                return;
            }
            _ => {
                drop(unit);
                let sql = "DELETE FROM vestibule_sessions";
                self.terminal.execute_unprepared(sql).await.unwrap();
                return;
            }
        }
        unit.commit().await.unwrap();
    }

    #[expect(
        clippy::print_stdout,
        reason = "how hard it was tried, for `just revocations`"
    )]
    fn report(&self) {
        let (let_in, refused) = (self.let_in.load(SeqCst), self.refused.load(SeqCst));
        println!("{let_in} requests were let in before the end, {refused} came after it");
        assert!(let_in > 0 && refused > 0);
    }
}

struct Asked {
    before: u64,
    after: u64,
}

/// Number of requests after each revocation.
const AFTER: u64 = 50;

async fn ask(store: Arc<CachedStore>, session: Session, is_over: Arc<AtomicBool>) -> Asked {
    let mut asked = Asked {
        before: 0,
        after: 0,
    };
    while asked.after < AFTER {
        let begins_after = is_over.load(SeqCst);
        let found = store.sessions().find(&session.token).await.unwrap();
        if begins_after {
            assert!(found.is_none(), "a revoked session is accepted");
            asked.after += 1;
        } else {
            asked.before += u64::from(found.is_some());
            tokio::task::yield_now().await;
        }
    }
    asked
}
