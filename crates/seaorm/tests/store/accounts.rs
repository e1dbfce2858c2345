//! The rules of the product over a database, as a server has them, with hashes that cost
//! nothing.

use std::sync::Arc;

use vestibule_domain::{
    Accounts, EmailAddress, PlainPassword, Policy, Ports, SecretKey, SessionKeys, Store,
};
use vestibule_memory::{CheapHasher, ManualClock, SeededTokenSource};

/// The `seed` tells servers apart that work on one database.
pub(crate) fn accounts(
    store: Arc<dyn Store>,
    hasher: Arc<CheapHasher>,
    clock: Arc<ManualClock>,
    seed: u64,
) -> Accounts {
    let key = SecretKey::parse("only for tests: 0123456789 abcdefghij").unwrap();
    let ports = Ports {
        store,
        hasher,
        clock,
        random: Arc::new(SeededTokenSource::new(seed)),
    };
    Accounts::new(ports, SessionKeys::new(&key, None), Policy::default())
}

pub(crate) fn email(address: &str) -> EmailAddress {
    EmailAddress::parse(address).unwrap()
}

pub(crate) fn password(number: usize) -> PlainPassword {
    PlainPassword::new(format!("correct horse battery staple {number}"))
}
