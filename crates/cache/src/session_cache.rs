use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
};

use quick_cache::sync::Cache;
use vestibule_domain::{
    ChangeListener, Session, SessionId, SessionTokenHash, Timestamp, User, UserId,
};

/// The number of change counters. Users that share a counter are reloaded when one of them
/// changes; with this many counters that is rare.
const COUNTERS: usize = 4096;

/// A cache of the sessions that were used last, with their users.
///
/// Each user and session has a change counter. A cached session is valid as long as its counters are
/// unchanged, so that an invalidation needs no search.
pub struct SessionCache {
    kept: Cache<SessionTokenHash, Arc<Kept>>,
    hasher: RandomState,
    /// Counts all changes. It is incremented before the counter of the changed item.
    any: AtomicU64,
    all: AtomicU64,
    each: Box<[AtomicU64]>,
}

struct Kept {
    session: Session,
    user: User,
    all: u64,
    each: [(usize, u64); 3],
}

/// What can change. Cached sessions depend on nothing else.
#[derive(Clone, Copy, Hash)]
pub(crate) enum Changed {
    User(UserId),
    Session(SessionId),
    Token(SessionTokenHash),
}

/// The change counters at the moment when a session was read from the store.
pub(crate) struct Before(u64);

impl SessionCache {
    /// Creates a cache for this many sessions, of about 1 KiB each.
    pub fn new(capacity: usize) -> Arc<Self> {
        Arc::new(Self {
            kept: Cache::new(capacity),
            hasher: RandomState::new(),
            any: AtomicU64::new(0),
            all: AtomicU64::new(0),
            each: (0..COUNTERS).map(|_| AtomicU64::new(0)).collect(),
        })
    }

    /// Returns the session, if it was seen later than this.
    pub(crate) fn find(
        &self,
        token: &SessionTokenHash,
        seen_after: Timestamp,
    ) -> Option<(Session, User)> {
        let kept = self.kept.get(token)?;
        let is_fresh = kept.session.last_seen_at > seen_after;
        (is_fresh && self.is_good(&kept)).then(|| (kept.session.clone(), kept.user.clone()))
    }

    fn is_good(&self, kept: &Kept) -> bool {
        let stands = |(counter, count): &(usize, u64)| self.each[*counter].load(SeqCst) == *count;
        self.all.load(SeqCst) == kept.all && kept.each.iter().all(stands)
    }

    /// Reads the counters. Call it before a session is read from the store.
    pub(crate) fn before(&self) -> Before {
        Before(self.any.load(SeqCst))
    }

    /// Caches a session, unless anything changed since `before`: the change may concern this session, and
    /// may have been reported before the counters were read here.
    pub(crate) fn keep(&self, before: &Before, session: &Session, user: &User) {
        let of = [
            Changed::User(user.id),
            Changed::Session(session.id),
            Changed::Token(session.token),
        ];
        let each = of.map(|changed| {
            let counter = self.counter(changed);
            (counter, self.each[counter].load(SeqCst))
        });
        let kept = Kept {
            session: session.clone(),
            user: user.clone(),
            all: self.all.load(SeqCst),
            each,
        };
        if self.any.load(SeqCst) == before.0 {
            self.kept.insert(session.token, Arc::new(kept));
        }
    }

    pub(crate) fn forget(&self, changed: Changed) {
        self.any.fetch_add(1, SeqCst);
        self.each[self.counter(changed)].fetch_add(1, SeqCst);
    }

    fn counter(&self, changed: Changed) -> usize {
        self.hasher.hash_one(changed) as usize % COUNTERS
    }
}

impl ChangeListener for SessionCache {
    fn user_changed(&self, user: UserId) {
        self.forget(Changed::User(user));
    }

    fn anything_changed(&self) {
        self.any.fetch_add(1, SeqCst);
        self.all.fetch_add(1, SeqCst);
    }
}
