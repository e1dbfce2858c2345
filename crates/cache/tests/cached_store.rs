//! A store with sessions in memory in front of it.

mod cached_store {
    mod contract;
    mod fixture;
    mod memory;
}
