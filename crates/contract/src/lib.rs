//! Contract tests for adapters of the ports of Vestibule.
//!
//! Depend on this crate, as a dev-dependency, if you write an adapter: a few lines in its tests create a named
//! test for each case.
//!
//! - [`store_contract!`] is for a [`Store`](vestibule_domain::Store).
//! - [`attempts_contract!`] is for an [`AttemptStore`](vestibule_domain::AttemptStore).
//! - [`hasher_contract!`] is for a [`PasswordHasher`](vestibule_domain::PasswordHasher).
//!
//! ```
//! use std::sync::Arc;
//! use vestibule_domain::Store;
//!
//! /// An empty store, and a guard that removes its data when it is dropped, such as a folder.
//! async fn empty_store() -> (Arc<dyn Store>, ()) {
//!     (Arc::new(vestibule_memory::MemoryStore::new()), ())
//! }
//!
//! vestibule_contract::store_contract!(empty_store);
//! ```
//!
//! Next: [`own_store`] shows how to write a store.

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
