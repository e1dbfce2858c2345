//! Checks of new passwords against data breaches: the adapters of
//! [`BreachedPasswords`](vestibule_domain::BreachedPasswords).
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate
//! `vestibule` re-exports its types.
//!
//! - [`RangeService`] queries a service such as Have I Been Pwned, which does not learn the password
//!   (k-anonymity). [`RangeUrl`] is its URL.
//! - [`HashFile`] searches a downloaded file, for servers without access to the internet.
//!
//! ```no_run
//! use vestibule_breached::{HashFile, RangeService, RangeUrl};
//!
//! # fn choose() -> Result<(), Box<dyn std::error::Error>> {
//! let url = RangeUrl::parse("https://api.pwnedpasswords.com/range/")?;
//! let service = RangeService::new(url)?;
//! let file = HashFile::open("pwned-passwords.txt")?;
//! # Ok(()) }
//! ```
//!
//! Next: `BREACHED_PASSWORDS` in `docs/CONFIGURATION.md`, and `breached_passwords` of the builder.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod digest;
mod file;
mod range;
mod range_url;

use std::time::Duration;

pub use file::{HashFile, InvalidHashFile};
pub use range::RangeService;
pub use range_url::{InvalidRangeUrl, RangeUrl};

/// The timeout of one answer, because a user waits for the page.
const PATIENCE: Duration = Duration::from_secs(2);
