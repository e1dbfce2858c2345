//! A store with a session cache passes the same contract.

use std::sync::Arc;

use vestibule_cache::CachedStore;

use super::fixture::Fixture;

async fn empty_store() -> (Arc<CachedStore>, ()) {
    let fixture = Fixture::new();
    (fixture.cached, ())
}

vestibule_contract::store_contract!(empty_store);
