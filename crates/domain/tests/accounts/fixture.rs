use std::sync::Arc;

use vestibule_domain::{
    Accounts, AuthService, EmailAddress, LoggedIn, PlainPassword, Policy, Ports, SecretKey,
    SessionKeys, SessionRequest,
};
use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, SeededTokenSource};

pub(crate) const ALICE: &str = "alice@example.com";
pub(crate) const GOOD: &str = "correct horse battery";
pub(crate) const KEY: &str = "Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa";

/// Accounts over ports that a test can look into.
pub(crate) struct World {
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) hasher: Arc<CheapHasher>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) random: Arc<SeededTokenSource>,
    pub(crate) accounts: Accounts,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with_policy(Policy::default())
    }

    pub(crate) fn with_policy(policy: Policy) -> Self {
        let store = Arc::new(MemoryStore::new());
        let hasher = Arc::new(CheapHasher::default());
        let clock = Arc::new(ManualClock::default());
        let random = Arc::new(SeededTokenSource::default());
        let ports = Ports {
            store: store.clone(),
            hasher: hasher.clone(),
            clock: clock.clone(),
            random: random.clone(),
        };
        let accounts = Accounts::new(ports, SessionKeys::new(&key(KEY), None), policy);
        Self {
            store,
            hasher,
            clock,
            random,
            accounts,
        }
    }

    /// The same world under other keys, as after a restart.
    pub(crate) fn rekeyed(&self, current: &str, previous: Option<&str>) -> Accounts {
        let ports = Ports {
            store: self.store.clone(),
            hasher: self.hasher.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
        };
        let previous = previous.map(key);
        let keys = SessionKeys::new(&key(current), previous.as_ref());
        Accounts::new(ports, keys, Policy::default())
    }

    pub(crate) async fn register_alice(&self) -> LoggedIn {
        self.accounts
            .register(email(ALICE), password(GOOD), SessionRequest::default())
            .await
            .unwrap()
    }

    pub(crate) async fn is_logged_in(&self, logged_in: &LoggedIn) -> bool {
        self.accounts
            .authenticate(&logged_in.token)
            .await
            .unwrap()
            .is_some()
    }
}

pub(crate) fn key(text: &str) -> SecretKey {
    SecretKey::parse(text).unwrap()
}

pub(crate) fn email(typed: &str) -> EmailAddress {
    EmailAddress::parse(typed).unwrap()
}

pub(crate) fn password(typed: &str) -> PlainPassword {
    PlainPassword::new(typed.into())
}
