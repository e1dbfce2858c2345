//! A store with a session cache.

mod cached_store {
    mod contract;
    mod fixture;
    mod memory;
}
