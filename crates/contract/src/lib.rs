//! What an adapter of a port must do, as test suites.
//!
//! Whoever writes an adapter runs the suite of its port: a dozen lines in the adapter's
//! tests make a named test of each case. A store shows how, see [`store_contract!`]; what keeps
//! attempts ([`attempts_contract!`]) and a password hasher ([`hasher_contract!`]) are as short.
//!
//! ```
//! use std::sync::Arc;
//! use vestibule_domain::Store;
//!
//! /// An empty store, and what has to live as long as it: a folder, a database.
//! async fn empty_store() -> Option<(Arc<dyn Store>, ())> {
//!     Some((Arc::new(vestibule_memory::MemoryStore::new()), ()))
//! }
//!
//! vestibule_contract::store_contract!(empty_store);
//! ```

pub mod attempts;
pub mod hasher;
pub mod store;

#[doc = include_str!("own_store.md")]
pub mod own_store {}
