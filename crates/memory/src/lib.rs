//! The ports of Vestibule in memory, for tests of the domain and of applications.
//!
//! [`MemoryStore`] keeps the whole contract of a store. [`ManualClock`] stands still until
//! it is moved, [`SeededTokenSource`] repeats itself, and [`CheapHasher`] counts its work
//! instead of doing it.
//!
//! Nothing in here is for production: it forgets everything, and its hashes protect
//! nothing.

mod clock;
mod hasher;
mod rows;
mod store;
mod token_source;
mod unit;

pub use clock::ManualClock;
pub use hasher::CheapHasher;
pub use store::MemoryStore;
pub use token_source::SeededTokenSource;
