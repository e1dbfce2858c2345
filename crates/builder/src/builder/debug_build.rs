use std::{
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    time::Duration,
};

use tokio::task::spawn_blocking;
use vestibule_argon2::{Argon2Params, time_hash};

/// A login that takes longer than this feels broken to a developer.
const SLOW: Duration = Duration::from_millis(250);

/// A process is built once.
static IS_MEASURED: AtomicBool = AtomicBool::new(false);

/// Warns once in a debug build when a password hash is slow.
///
/// Cargo takes profiles from the workspace of the application only, so that a library cannot ask
/// for its dependencies to be optimized.
pub(super) async fn warn_of_slow_hashes(cost: Argon2Params) {
    if !cfg!(debug_assertions) || IS_MEASURED.swap(true, Relaxed) {
        return;
    }
    if let Ok(Ok(took)) = spawn_blocking(move || time_hash(&cost)).await
        && took > SLOW
    {
        tracing::warn!(
            milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            "password hashing is slow in this debug build: add `argon2` and `blake2` with \
             `opt-level = 3` to `[profile.dev.package]` in the Cargo.toml of your workspace \
             (docs/MOUNTING.md)"
        );
    }
}
