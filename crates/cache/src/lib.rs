//! Sessions and their users in memory, in front of a [`Store`](vestibule_domain::Store): being
//! logged in costs no query.
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
//!     changes: Box<dyn Changes>, // which tells `cache`
//!     clock: Arc<dyn Clock>,
//! ) -> CachedStore {
//!     let touch_after = SessionPolicy::default().touch_after();
//!     CachedStore::new(store, cache, changes, clock, touch_after)
//! }
//! ```
//!
//! **It can not lie.** A session that was ended, or a person who was disabled, must be out with the
//! next request, whichever server that reaches. What goes through [`CachedStore`] itself is
//! forgotten when its unit of work ends, and before whoever did it is told. What others did, the
//! port [`Changes`](vestibule_domain::Changes) tells: it is asked before each use, and without its yes the store is asked
//! instead.
//!
//! **It is bounded.** A session takes about 1 KiB; of more than there is room for, the least used
//! are forgotten. Only what the store really has is kept: nobody fills it with invented tokens.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod session_cache;
mod store;
mod unit;

pub use session_cache::SessionCache;
pub use store::CachedStore;
