use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use sea_orm::sqlx::{
    self, Executor, PgPool,
    postgres::{PgListener, PgNotification, PgPoolOptions},
};
use tokio::time::{Instant, timeout};

use super::{CHANGES, LONG_PAUSE};
use crate::watch::triggers;

/// Where the channel itself is tried.
const PROBE: &str = "vestibule_probe";
/// How long an answer of PostgreSQL is awaited, before the database is asked for each session
/// instead.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a trial by a notification holds: a pooler may be set to another mode meanwhile.
const PROBE_AGAIN: Duration = Duration::from_secs(60);
/// How long a look at the triggers holds: they may be dropped or disabled meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// A connection that listens, and of which it was verified a moment ago that it hears of changes.
pub(super) struct Channel {
    listener: PgListener,
    pool: PgPool,
    looked_at: Instant,
    probed_at: Instant,
    /// What is under way through another connection, and must be heard.
    probe: Option<String>,
}

impl Channel {
    /// Opens a connection of its own, which a full pool does not keep waiting, and verifies it.
    pub(super) async fn open(pool: PgPool) -> Result<Self, sqlx::Error> {
        let options = pool.connect_options().as_ref().clone();
        let single = PgPoolOptions::new()
            .max_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .acquire_timeout(LONG_PAUSE)
            .connect_lazy_with(options.application_name("vestibule changes"));
        let mut listener = PgListener::connect_with(&single).await?;
        listener.ignore_pool_close_event(true);
        listener.listen_all([CHANGES, PROBE]).await?;
        let mut channel = Self {
            listener,
            pool,
            looked_at: Instant::now(),
            probed_at: Instant::now(),
            probe: None,
        };
        channel.look().await?;
        channel.probe().await?;
        tokio::time::sleep(Duration::from_millis(50)).await; // a pooler gives the connection away
        channel.ask().await?;
        while channel.next().is_some() {}
        match channel.probe {
            None => Ok(channel),
            Some(_) => Err(deaf()),
        }
    }

    /// Asks the shortest question that there is, so that everything that was notified before is
    /// there with the answer; now and then one that verifies the channel.
    pub(super) async fn ask(&mut self) -> Result<(), sqlx::Error> {
        if self.probe.is_some() && self.probed_at.elapsed() >= LONG_PAUSE {
            return Err(deaf());
        }
        if self.probed_at.elapsed() >= PROBE_AGAIN {
            tokio::spawn(self.probe());
        }
        if self.looked_at.elapsed() >= LOOK_AGAIN {
            return self.look().await;
        }
        let asked = timeout(PATIENCE, self.listener.execute(""));
        asked
            .await
            .unwrap_or(Err(sqlx::Error::PoolTimedOut))
            .map(drop)
    }

    /// The next notification of a change that came with the last answer.
    pub(super) fn next(&mut self) -> Option<PgNotification> {
        while let Some(heard) = self.listener.next_buffered() {
            if heard.channel() == CHANGES {
                return Some(heard);
            }
            if self.probe.as_deref() == Some(heard.payload()) {
                self.probe = None;
            }
        }
        None
    }

    /// Checks that the triggers exist. PostgreSQL sends the earlier notifications before the answer.
    async fn look(&mut self) -> Result<(), sqlx::Error> {
        let looked = sqlx::query_scalar(triggers::COUNT).fetch_one(&mut self.listener);
        let looked = timeout(PATIENCE, looked).await;
        let there: i64 = looked.unwrap_or(Err(sqlx::Error::PoolTimedOut))?;
        self.looked_at = Instant::now();
        match there {
            triggers::NUMBER => Ok(()),
            _ => Err(silent()),
        }
    }

    /// Notifies through another connection, which this one must hear: some poolers in front of
    /// PostgreSQL take `LISTEN` and pass nothing on. A full pool may delay it.
    fn probe(&mut self) -> impl Future<Output = Result<(), sqlx::Error>> + Send + use<> {
        let word = RandomState::new().hash_one(PROBE).to_string();
        self.probed_at = Instant::now();
        self.probe = Some(word.clone());
        let pool = self.pool.clone();
        async move {
            let notify = sqlx::query("SELECT pg_notify($1, $2)");
            let notify = notify.bind(PROBE).bind(&word).execute(&pool);
            notify.await.map(drop)
        }
    }
}

fn deaf() -> sqlx::Error {
    let deaf = "LISTEN has no effect: is there a pooler that shares connections in front of \
                PostgreSQL?";
    sqlx::Error::Configuration(deaf.into())
}

fn silent() -> sqlx::Error {
    let silent = "the triggers that notify of changes are missing or disabled: create them as \
                  docs/DATABASES.md says";
    sqlx::Error::Configuration(silent.into())
}
