//! The ports of Vestibule in memory, for tests of the domain and of applications.
//!
//! [`MemoryStore`] keeps the whole contract of a store. [`ManualClock`] stands still until
//! it is moved, [`SeededTokenSource`] repeats itself, and [`CheapHasher`] counts its work
//! instead of doing it. [`ListedBreaches`] knows the leaks that it is told. [`RecordingMailer`] and [`RecordingEvents`] remember what they were
//! told.
//!
//! Nothing in here is for production: it forgets everything, and its hashes protect
//! nothing.
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

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attempt;
mod breached;
mod clock;
mod event;
mod event_sink;
mod faults;
mod hasher;
mod mail;
mod mailer;
mod one_time_token;
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
