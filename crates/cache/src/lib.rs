//! A session cache: a [`Store`](vestibule_domain::Store) in front of another one, so that an authenticated request
//! needs no query.
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself; the builder
//! configures it with `session_caching`.
//!
//! - [`CachedStore`] decorates a store.
//! - [`SessionCache`] is its memory, and the listener of [`Changes`](vestibule_domain::Changes).
//!
//! ```
//! use std::sync::Arc;
//!
//! use vestibule_cache::{CachedStore, SessionCache};
//! use vestibule_domain::{Changes, Clock, SessionPolicy, Store};
//!
//! fn in_front_of(
//!     store: Arc<dyn Store>,
//!     cache: Arc<SessionCache>,
//!     changes: Box<dyn Changes>, // which notifies `cache`
//!     clock: Arc<dyn Clock>,
//! ) -> CachedStore {
//!     let touch_after = SessionPolicy::default().touch_after();
//!     CachedStore::new(store, cache, changes, clock, touch_after)
//! }
//! ```
//!
//! **Exact.** A revoked session or a disabled user is refused with the next request on every
//! server. Changes through [`CachedStore`] invalidate the cache when their transaction ends, before
//! the caller gets the result. The port [`Changes`](vestibule_domain::Changes) reports changes of
//! other processes: it is checked before each use of the cache, and without its confirmation the
//! store is queried.
//!
//! **Bounded.** A session takes about 1 KiB. At capacity, the least used sessions are evicted. Only
//! sessions of the store are cached, so invented tokens cannot fill it.
//!
//! Next: `docs/PERFORMANCE.md` has measurements.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod session_cache;
mod store;
mod unit;

pub use session_cache::SessionCache;
pub use store::CachedStore;
