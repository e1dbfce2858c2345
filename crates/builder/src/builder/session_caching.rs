use std::{sync::Arc, time::Duration};

use vestibule_cache::{CachedStore, SessionCache};
use vestibule_domain::{Clock, Store};
use vestibule_seaorm::SeaOrmStore;

use super::Builder;

/// Capacity of the cache in sessions, of about 1 KiB each.
const CAPACITY: usize = 10_000;

/// Whether to cache sessions in memory, so that an authenticated request needs no query.
///
/// SQLite and PostgreSQL notify the cache of every change, so a revoked session is refused with
/// the next request on every server. MariaDB and MySQL cannot notify it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SessionCaching {
    /// Cache only if the database notifies of changes: on SQLite and PostgreSQL.
    #[default]
    Exact,
    /// Cache on all databases. On MariaDB and MySQL, a session that another process revoked stays
    /// valid for this long at most.
    Within(Duration),
    /// Do not cache: each request queries the database.
    Off,
}

impl Builder {
    /// Sets whether to cache sessions. The default is [`SessionCaching::Exact`].
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    /// use vestibule::SessionCaching;
    ///
    /// // On MariaDB: a session that another server revoked stays valid for at most five seconds.
    /// let caching = SessionCaching::Within(Duration::from_secs(5));
    /// let builder = vestibule::builder().session_caching(caching);
    /// ```
    pub fn session_caching(mut self, choice: SessionCaching) -> Self {
        self.session_caching = choice;
        self
    }

    /// Returns the store, with a session cache in front of it if configured and possible.
    pub(super) async fn remembering(
        &self,
        store: &Arc<SeaOrmStore>,
        clock: Arc<dyn Clock>,
    ) -> Arc<dyn Store> {
        let accepted = match self.session_caching {
            SessionCaching::Off => return store.clone(),
            SessionCaching::Exact => None,
            SessionCaching::Within(time) => Some(time),
        };
        let cache = SessionCache::new(CAPACITY);
        let Some(changes) = store.watch(cache.clone(), accepted).await else {
            return store.clone();
        };
        let touch_after = self.sessions.touch_after();
        let cached = CachedStore::new(store.clone(), cache, changes, clock, touch_after);
        Arc::new(cached)
    }
}
