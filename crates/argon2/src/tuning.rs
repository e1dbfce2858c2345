use std::sync::Arc;
use std::time::{Duration, Instant};

use vestibule_domain::{HashingError, PasswordHasher, PlainPassword, TokenSource, Unavailable};

use crate::params::{LEAST_MEMORY_KIB, MOST_MEMORY_KIB, MOST_PASSES};
use crate::{Argon2Hasher, Argon2Params, Capacity};

/// Measurements of each candidate; the median of an odd number counts.
const TRIES: usize = 3;

/// What one password hash may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How long it may take, on a machine with nothing else to do.
    pub time: Duration,
    /// How much memory it may take, in KiB; less than OWASP's least counts as that.
    pub memory_kib: u32,
}

/// Parameters for a machine, and what they cost there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// KiB of memory.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// How long one hash takes. Longer than the [`Wish`], where even the least that OWASP
    /// accepts does.
    pub alone: Duration,
    /// Hashes at the same time, as many as there are cores.
    pub cores: usize,
    /// How long each of them takes then.
    pub together: Duration,
}

impl Wish {
    /// The least memory of a wish: OWASP's least.
    pub const LEAST_MEMORY_KIB: u32 = LEAST_MEMORY_KIB[2].1;
    /// The most memory of a wish: what [`Argon2Params::new`] accepts.
    pub const MOST_MEMORY_KIB: u32 = MOST_MEMORY_KIB;
}

/// Looks for the costliest parameters within `wish`, by hashing with an [`Argon2Hasher`]:
/// first as much memory as it may be, which costs an attacker most (RFC 9106, section 4), then
/// as many passes. Never below OWASP's least (ASVS 5.0, appendix C).
///
/// # Errors
///
/// If a hash fails.
pub async fn tune(wish: Wish, random: Arc<dyn TokenSource>) -> Result<Tuning, HashingError> {
    let time = async |memory_kib, passes| measure(memory_kib, passes, 1, &random).await;
    let (memory_kib, passes, alone) = search(wish, time).await?;
    let cores = Capacity::default().workers;
    Ok(Tuning {
        memory_kib,
        passes,
        alone,
        cores,
        together: measure(memory_kib, passes, cores, &random).await?,
    })
}

/// Memory, passes, and their time.
async fn search<E>(
    wish: Wish,
    time: impl AsyncFn(u32, u32) -> Result<Duration, E>,
) -> Result<(u32, u32, Duration), E> {
    let mut memory_kib = wish
        .memory_kib
        .clamp(Wish::LEAST_MEMORY_KIB, Wish::MOST_MEMORY_KIB);
    loop {
        let least = least_passes(memory_kib);
        let took = time(memory_kib, least).await?;
        if took <= wish.time {
            let pass = took.as_secs_f64() / f64::from(least);
            let passes = (wish.time.as_secs_f64() / pass) as u32;
            for passes in (least + 1..=passes.min(MOST_PASSES)).rev() {
                let took = time(memory_kib, passes).await?;
                if took <= wish.time {
                    return Ok((memory_kib, passes, took));
                }
            }
            return Ok((memory_kib, least, took));
        }
        // Time grows with memory. Below a row of OWASP's table it takes one pass more, so
        // none is skipped.
        let scaled = f64::from(memory_kib) * wish.time.as_secs_f64() / took.as_secs_f64();
        let rows = LEAST_MEMORY_KIB.iter().map(|&(_, row)| row);
        match rows.filter(|row| *row < memory_kib).max() {
            Some(row) => memory_kib = row.max(scaled as u32),
            None => return Ok((memory_kib, least, took)),
        }
    }
}

fn least_passes(memory_kib: u32) -> u32 {
    let mut rows = LEAST_MEMORY_KIB.iter();
    let row = rows.find(|(_, least)| memory_kib >= *least);
    row.map_or(MOST_PASSES, |(passes, _)| *passes)
}

/// How long one of `workers` hashes takes that are computed at the same time.
async fn measure(
    memory_kib: u32,
    passes: u32,
    workers: usize,
    random: &Arc<dyn TokenSource>,
) -> Result<Duration, HashingError> {
    let params = Argon2Params::new(memory_kib, passes, 1).map_err(Unavailable::new)?;
    let queue = 0;
    let hasher = Argon2Hasher::new(params, Capacity { workers, queue }, random.clone());
    let hasher = Arc::new(hasher.map_err(Unavailable::new)?);
    let mut took = Vec::new();
    for _ in 0..=TRIES {
        let started = Instant::now();
        let round: Vec<_> = (0..workers)
            .map(|_| {
                let hasher = hasher.clone();
                let sample = PlainPassword::new("correct horse battery staple".to_owned());
                tokio::spawn(async move { hasher.hash(&sample).await })
            })
            .collect();
        for hashed in round {
            hashed.await.map_err(Unavailable::new)??;
        }
        took.push(started.elapsed());
    }
    took.remove(0); // it took the memory from the system
    took.sort_unstable();
    Ok(took[TRIES / 2])
}

#[cfg(test)]
mod tests;
