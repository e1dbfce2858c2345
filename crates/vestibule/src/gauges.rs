use std::sync::{Arc, OnceLock};

use metrics::gauge;
use tokio::sync::Mutex;
use vestibule_domain::{Causes, Clock};
use vestibule_seaorm::SeaOrmStore;

use crate::{SystemClock, builder::Hasher};

/// What has a level, and is read when somebody looks: the queue in front of the hasher, the
/// connections to the database, the mails that wait.
///
/// Everything else is counted where it happens, through the [`metrics`] facade, and goes to the
/// recorder of the process. An application with a recorder of its own calls
/// [`record`](Self::record) before each scrape; `launch` does.
#[derive(Clone, Default)]
pub struct Gauges(Arc<Inner>);

#[derive(Default)]
struct Inner {
    watched: OnceLock<Watched>,
    looking: Mutex<()>,
}

struct Watched {
    store: Arc<SeaOrmStore>,
    hasher: Arc<dyn Hasher>,
}

impl Gauges {
    /// There is something to look at.
    pub(crate) fn watch(&self, store: Arc<SeaOrmStore>, hasher: Arc<dyn Hasher>) {
        vestibule_seaorm::count_errors_from_zero();
        // A builder is used up by what it builds: nothing was watched before.
        let _ = self.0.watched.set(Watched { store, hasher });
    }

    /// Reads all levels. It asks the database one query, for a second at most; whoever comes
    /// while another one asks does not ask too. Nothing is recorded before the accounts are
    /// open.
    pub async fn record(&self) {
        let Some(watched) = self.0.watched.get() else {
            return;
        };
        watched.hasher();
        watched.pool();
        if let Ok(_looking) = self.0.looking.try_lock() {
            watched.outbox().await;
        }
    }
}

impl Watched {
    fn hasher(&self) {
        let load = self.hasher.load();
        gauge!("vestibule_hashes_running").set(load.running as f64);
        gauge!("vestibule_hashes_waiting").set(load.waiting as f64);
        gauge!("vestibule_hash_queue_limit").set(load.queue as f64);
        gauge!("vestibule_hash_threads").set(load.workers as f64);
    }

    fn pool(&self) {
        let load = self.store.pool_load();
        let connections = |state| gauge!("vestibule_database_connections", "state" => state);
        connections("in_use").set(load.in_use);
        connections("idle").set(load.idle);
        gauge!("vestibule_database_connections_limit").set(load.max);
    }

    /// Where the database says nothing, what it said before is no longer true.
    async fn outbox(&self) {
        let outbox = self.store.outbox().await;
        let outbox = outbox.inspect_err(
            |error| tracing::debug!(error = %Causes(error), "the outbox can not be looked into"),
        );
        gauge!("vestibule_database_up").set(if outbox.is_ok() { 1.0 } else { 0.0 });
        let (waiting, age) = outbox.map_or((f64::NAN, f64::NAN), |outbox| {
            let now = SystemClock.now();
            let age = outbox.oldest.map(|oldest| now.since(oldest));
            (outbox.waiting as f64, age.unwrap_or_default().as_secs_f64())
        });
        gauge!("vestibule_mails_waiting").set(waiting);
        gauge!("vestibule_mails_oldest_age_seconds").set(age);
    }
}
