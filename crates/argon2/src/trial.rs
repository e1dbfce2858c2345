use std::time::{Duration, Instant};

use vestibule_domain::Unavailable;

use crate::{Argon2Params, SALT_BYTES, hash, memory::Memory};

/// Measures how long one hash takes on this machine: the shorter of two times, since the first hash
/// takes its memory from the system. It blocks the thread, and no metric counts it.
///
/// # Errors
///
/// The system has no memory for it.
pub fn time_hash(Argon2Params(params): &Argon2Params) -> Result<Duration, Unavailable> {
    let mut memory = Memory::new(params.block_count());
    let mut time = || {
        let started = Instant::now();
        let sample = b"correct horse battery staple";
        hash(sample, &[0; SALT_BYTES], params.clone(), None, &mut memory)?;
        Ok(started.elapsed())
    };
    let first: Duration = time()?;
    Ok(first.min(time()?))
}
