//! Vestibule's [`BreachedPasswords`](vestibule_domain::BreachedPasswords): the passwords that
//! leaked from other sites, asked from a service that does not learn which one it was
//! ([`RangeService`]), or looked up in a file ([`HashFile`]).

mod digest;
mod file;
mod range;
mod range_url;

use std::time::Duration;

pub use file::{HashFile, UnfitFile};
pub use range::RangeService;
pub use range_url::{InvalidRangeUrl, RangeUrl};

/// For one answer in all. A person waits for their page.
const PATIENCE: Duration = Duration::from_secs(2);
