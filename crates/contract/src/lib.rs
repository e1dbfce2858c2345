//! Contract tests for adapters of the ports.
//!
//! If you write an adapter, run the suite of its port: a dozen lines in its tests create a named
//! test for each case. [`store_contract!`] is for stores, [`attempts_contract!`] for stores of rate
//! limits, and [`hasher_contract!`] for password hashers.
//!
//! ```
//! use std::sync::Arc;
//! use vestibule_domain::Store;
//!
//! /// An empty store, and what has to live as long as it: a folder, a database.
//! async fn empty_store() -> (Arc<dyn Store>, ()) {
//!     (Arc::new(vestibule_memory::MemoryStore::new()), ())
//! }
//!
//! vestibule_contract::store_contract!(empty_store);
//! ```

#![allow(
    clippy::missing_panics_doc,
    reason = "each function is a test case, which fails by panicking"
)]

pub mod attempts;
pub mod hasher;
pub mod store;

/// Emits the test of one case, with the given attributes.
#[doc(hidden)]
#[macro_export]
macro_rules! contract_case {
    ([$(#[$attribute:meta])*] $fixture:path => [$($module:ident)::+] $case:ident) => {
        $(#[$attribute])*
        #[tokio::test(flavor = "multi_thread")]
        async fn $case() {
            let (store, _guard) = $fixture().await;
            $crate::$($module)::+::$case(store).await;
        }
    };
}

#[doc = include_str!("own_store.md")]
pub mod own_store {}
