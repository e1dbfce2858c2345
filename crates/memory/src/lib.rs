//! The ports of Vestibule in memory, for tests of the domain and of applications.
//!
//! [`MemoryStore`] keeps the whole contract of a store. [`ManualClock`] stands still until
//! it is moved, [`SeededTokenSource`] repeats itself, and [`CheapHasher`] counts its work
//! instead of doing it. [`ListedBreaches`] knows the leaks that it is told. [`RecordingMailer`] and [`RecordingEvents`] remember what they were
//! told.
//!
//! Nothing in here is for production: it forgets everything, and its hashes protect
//! nothing.

mod attempt;
mod breached;
mod clock;
mod event;
mod event_sink;
mod hasher;
mod invitation;
mod link;
mod mail;
mod mailer;
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
