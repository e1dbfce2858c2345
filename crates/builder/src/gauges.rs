use std::sync::{Arc, OnceLock};

use metrics::gauge;
use tokio::sync::Mutex;
use vestibule_argon2::Load;
use vestibule_domain::{Clock, ErrorChain};
use vestibule_seaorm::SeaOrmStore;
use vestibule_system::SystemClock;

/// Metrics that are read at each scrape: the hashing queue, the database connections and the
/// emails in the outbox.
///
/// All other metrics are counted as they occur, through the [`metrics`] facade, by the recorder of
/// the process. An application with its own recorder calls [`record`](Self::record) before each
/// scrape; `launch` does so itself.
///
/// # Examples
///
/// ```no_run
/// # async fn render() -> String { String::new() }
/// # async fn example() -> Result<(), vestibule::StartError> {
/// let builder = vestibule::builder();
/// let gauges = builder.gauges();
/// let accounts = builder.build().await?;
///
/// // In the handler of `/metrics`:
/// gauges.record().await;
/// let body = render().await; // of your recorder
/// # Ok(()) }
/// ```
#[derive(Clone, Default)]
pub struct Gauges(Arc<Inner>);

#[derive(Default)]
struct Inner {
    watched: OnceLock<Watched>,
    looking: Mutex<()>,
}

struct Watched {
    store: Arc<SeaOrmStore>,
    load: HasherLoad,
}

/// Returns the load of the hasher.
type HasherLoad = Arc<dyn Fn() -> Load + Send + Sync>;

impl Gauges {
    /// Sets the store and the hasher to read.
    pub(crate) fn watch(&self, store: Arc<SeaOrmStore>, load: HasherLoad) {
        vestibule_seaorm::count_errors_from_zero();
        // A builder is used up by what it builds: nothing was watched before.
        let _ = self.0.watched.set(Watched { store, load });
    }

    /// Records all gauges. Runs one query with a timeout of one second; concurrent calls share it.
    /// Records nothing before [`Builder::build`](crate::Builder::build).
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
        let load = (self.load)();
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

    /// If the database does not answer, the values become NaN, because the previous ones may be wrong.
    async fn outbox(&self) {
        let outbox = self.store.outbox().await;
        let outbox = outbox.inspect_err(
            |error| tracing::debug!(error = %ErrorChain(error), "cannot read the outbox"),
        );
        gauge!("vestibule_database_up").set(if outbox.is_ok() { 1.0 } else { 0.0 });
        let (waiting, age) = outbox.map_or((f64::NAN, f64::NAN), |outbox| {
            let now = SystemClock.now();
            let age = outbox.oldest.map(|oldest| now.since(oldest));
            (outbox.waiting as f64, age.unwrap_or_default().as_secs_f64())
        });
        gauge!("vestibule_emails_waiting").set(waiting);
        gauge!("vestibule_emails_oldest_age_seconds").set(age);
    }
}
