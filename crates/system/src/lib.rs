//! The clock and the random number generator of the operating system: the adapters of [`Clock`] and
//! [`TokenSource`].
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate
//! `vestibule` re-exports [`SystemClock`] and [`SystemRandom`].
//!
//! ```
//! use vestibule_domain::{Clock, TokenSource};
//! use vestibule_system::{SystemClock, SystemRandom};
//!
//! let mut bytes = [0; 16];
//! SystemRandom.fill(&mut bytes)?;
//! assert!(SystemClock.now().unix_seconds() > 0);
//! # Ok::<(), vestibule_domain::Unavailable>(())
//! ```
//!
//! Next: `docs/BUILDING-ON-IT.md` shows a program on the core.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use vestibule_domain::{Clock, Timestamp, TokenSource, Unavailable};

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the real adapter of `Clock`"
    )]
    fn now(&self) -> Timestamp {
        // A machine whose clock stands before 1970 has none; then it is 1970.
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = since_1970.unwrap_or_default().as_secs();
        Timestamp::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// The random numbers of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl TokenSource for SystemRandom {
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the real adapter of `TokenSource`"
    )]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Unavailable> {
        getrandom::fill(bytes).map_err(|error| Unavailable::new(error.to_string()))
    }
}
