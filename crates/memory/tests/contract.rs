//! The adapters in memory pass the same contract as the real ones.

use std::sync::Arc;

use vestibule_memory::MemoryStore;

async fn empty_store() -> (Arc<MemoryStore>, ()) {
    (Arc::new(MemoryStore::new()), ())
}

vestibule_contract::store_contract!(empty_store);
vestibule_contract::attempts_contract!(empty_store);

mod hasher {
    use vestibule_memory::CheapHasher;

    vestibule_contract::hasher_contract!(CheapHasher::default());
}
