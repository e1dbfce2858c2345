use std::{sync::Arc, time::Duration};

use vestibule_cache::{CachedStore, SessionCache};
use vestibule_domain::{Clock, Store};
use vestibule_seaorm::SeaOrmStore;

use super::Builder;

/// Room for so many sessions, of about 1 KiB each.
const CAPACITY: usize = 10_000;

/// Whether sessions are kept in memory, so that being logged in costs no query.
///
/// With SQLite and PostgreSQL the database tells of each change, whoever makes it, and a session that
/// was ended anywhere is over with the next request. MariaDB and MySQL tell nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SessionsInMemory {
    /// Where the database tells of changes. With MariaDB and MySQL each request asks the database.
    #[default]
    Exact,
    /// Where the database tells nothing, too: a session that was ended by another process works on
    /// for this long at most.
    Within(Duration),
    /// Each request asks the database.
    Off,
}

impl Builder {
    /// Whether sessions are kept in memory: as long as they are certain, by default.
    pub fn sessions_in_memory(mut self, choice: SessionsInMemory) -> Self {
        self.sessions_in_memory = choice;
        self
    }

    /// The store, with sessions in memory in front of it where that was wanted and can be.
    pub(super) async fn remembering(
        &self,
        store: &Arc<SeaOrmStore>,
        clock: Arc<dyn Clock>,
    ) -> Arc<dyn Store> {
        let accepted = match self.sessions_in_memory {
            SessionsInMemory::Off => return store.clone(),
            SessionsInMemory::Exact => None,
            SessionsInMemory::Within(time) => Some(time),
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
