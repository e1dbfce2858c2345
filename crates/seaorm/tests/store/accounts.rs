//! The rules of accounts on a database, as a server has them, with a cheap hasher.

use std::sync::Arc;

use vestibule_domain::{
    Accounts, AuthService, CurrentUser, EmailAddress, Keys, LoggedIn, NewAccount, PlainPassword,
    Policy, Ports, Proof, RecentlyAuthenticated, Registered, SecretKey, SessionRequest,
};
use vestibule_memory::{CheapHasher, ManualClock, SeededTokenSource};
use vestibule_seaorm::SeaOrmStore;

/// The `seed` differs between servers of one database.
pub(crate) fn accounts(
    store: Arc<SeaOrmStore>,
    hasher: Arc<CheapHasher>,
    clock: Arc<ManualClock>,
    seed: u64,
    policy: Policy,
) -> Accounts {
    let key = SecretKey::parse("only for tests: 0123456789 abcdefghij").unwrap();
    let ports = Ports::new(
        store.clone(),
        store,
        hasher,
        clock,
        Arc::new(SeededTokenSource::new(seed)),
    );
    Accounts::new(ports, Keys::new(&key, None), policy)
}

/// Registers where registration logs in at once.
pub(crate) async fn register(
    accounts: &Accounts,
    address: EmailAddress,
    password: PlainPassword,
) -> LoggedIn {
    let registered = accounts.register(
        NewAccount::new(address, password),
        SessionRequest::default(),
    );
    match registered.await.unwrap() {
        Registered::LoggedIn(logged_in) => *logged_in,
        other => panic!("there is no session yet: {other:?}"),
    }
}

pub(crate) fn email(address: &str) -> EmailAddress {
    EmailAddress::parse(address).unwrap()
}

pub(crate) fn password(number: usize) -> PlainPassword {
    PlainPassword::new(format!("correct horse battery staple {number}"))
}

/// The evidence that sensitive operations require.
#[allow(dead_code, reason = "the benchmark uses this file too")]
pub(crate) async fn reauthenticate_once(
    server: &Accounts,
    by: &CurrentUser,
    number: usize,
) -> RecentlyAuthenticated {
    let proof = Proof::Password(password(number));
    server.reauthenticate_once(by, proof).await.unwrap()
}
