//! The ports of Vestibule in memory, for tests.
//!
//! Depend on this crate, as a dev-dependency, if you test code on the domain without a database. Tests of an
//! application use the test kit `vestibule::test` instead, with a real database. Never use it in production: it
//! loses everything at exit, and its hashes protect nothing.
//!
//! - [`MemoryStore`] passes the contract of a store, and of a store of rate limits.
//! - [`ManualClock`] stands still until the test advances it.
//! - [`SeededTokenSource`] returns the same random bytes in each run.
//! - [`CheapHasher`] counts hashes instead of computing them.
//! - [`RecordingMailer`] and [`RecordingEvents`] record emails and events, and [`ListedBreaches`] is a list of
//!   breached passwords.
//!
//! ```
//! use std::{sync::Arc, time::Duration};
//! use vestibule_domain::{Accounts, AuthService, Keys, Policy, Ports, SecretKey};
//! use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, SeededTokenSource};
//!
//! let (store, clock) = (Arc::new(MemoryStore::new()), Arc::new(ManualClock::default()));
//! let hasher = Arc::new(CheapHasher::default());
//! let random = Arc::new(SeededTokenSource::default());
//! let ports = Ports::new(store.clone(), store, hasher, clock.clone(), random);
//! let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
//! let accounts: Arc<dyn AuthService> =
//!     Arc::new(Accounts::new(ports, Keys::new(&key, None), Policy::default()));
//! clock.advance(Duration::from_secs(60));
//! ```
//!
//! Next: `docs/TESTING.md` is about tests of an application.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attempt;
mod breached;
mod clock;
mod event;
mod event_sink;
mod faults;
mod hasher;
mod mailer;
mod one_time_token;
mod queued_email;
mod rows;
mod session;
mod store;
mod token_source;
mod unit;
mod user;
mod work;

pub use breached::ListedBreaches;
pub use clock::ManualClock;
pub use event_sink::RecordingEvents;
pub use hasher::CheapHasher;
pub use mailer::{Delivery, RecordingMailer};
pub use store::MemoryStore;
pub use token_source::SeededTokenSource;
