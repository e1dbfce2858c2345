use std::{sync::Arc, time::Duration};

use tokio::time::Instant;
use vestibule_domain::{HashingError, PlainPassword};

use super::Hasher;

/// A login that takes longer than this feels broken to a developer.
const SLOW: Duration = Duration::from_millis(250);

/// Warns in a debug build when a password hash is slow, without holding up the start.
///
/// Cargo takes profiles from the workspace of the application only, so that a library cannot ask
/// for its dependencies to be optimized.
pub(super) fn warn_of_slow_hashes(hasher: Arc<dyn Hasher>) {
    if !cfg!(debug_assertions) {
        return;
    }
    tokio::spawn(async move {
        if let Ok(took) = fastest_of_two(&*hasher).await
            && took > SLOW
        {
            tracing::warn!(
                milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
                "password hashing is slow in this debug build: add `argon2` and `blake2` with \
                 `opt-level = 3` to `[profile.dev.package]` in the Cargo.toml of your workspace \
                 (docs/MOUNTING.md)"
            );
        }
    });
}

/// The first hash takes its memory from the system too, and another program may have the processor.
async fn fastest_of_two(hasher: &dyn Hasher) -> Result<Duration, HashingError> {
    let first = time(hasher).await?;
    match first > SLOW {
        true => Ok(first.min(time(hasher).await?)),
        false => Ok(first),
    }
}

async fn time(hasher: &dyn Hasher) -> Result<Duration, HashingError> {
    let sample = PlainPassword::new("correct horse battery staple".to_owned());
    let started = Instant::now();
    hasher.hash(&sample).await?;
    Ok(started.elapsed())
}
