//! Vestibule's [`BreachedPasswords`](vestibule_domain::BreachedPasswords): the passwords that
//! leaked from other sites, asked from a service that does not learn which one it was
//! ([`RangeService`]), or looked up in a file ([`HashFile`]).
//!
//! ```no_run
//! use vestibule_breached::{HashFile, RangeService, RangeUrl};
//!
//! # fn choose() -> Result<(), Box<dyn std::error::Error>> {
//! let url = RangeUrl::parse("https://api.pwnedpasswords.com/range/")?;
//! let asked = RangeService::new(url)?;
//! let looked_up = HashFile::open("pwned-passwords.txt")?;
//! # Ok(()) }
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod digest;
mod file;
mod range;
mod range_url;

use std::time::Duration;

pub use file::{HashFile, InvalidHashFile};
pub use range::RangeService;
pub use range_url::{InvalidRangeUrl, RangeUrl};

/// For one answer in all. A person waits for their page.
const PATIENCE: Duration = Duration::from_secs(2);
