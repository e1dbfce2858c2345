use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{runtime::Builder, task::JoinSet};
use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::{PasswordHasher, PlainPassword, Verdict};
use vestibule_memory::SeededTokenSource;

use super::core;

/// Passwords per second of the hasher alone on this core, with the maximum number of parallel callers.
pub(crate) fn alone(core: usize, during: Duration) -> f64 {
    core::on(core, 0, || {
        let runtime = Builder::new_current_thread().build().unwrap();
        runtime.block_on(verify(during))
    })
}

async fn verify(during: Duration) -> f64 {
    let random = Arc::new(SeededTokenSource::default());
    let capacity = Capacity::default();
    let hasher = Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap();
    let hasher = Arc::new(hasher);
    let password = PlainPassword::new("correct horse battery".to_owned());
    let hash = Arc::new(hasher.hash(&password).await.unwrap());
    let started = Instant::now();
    let mut callers = JoinSet::new();
    for _ in 0..capacity.queue {
        let (hasher, hash, password) = (hasher.clone(), hash.clone(), password.clone());
        callers.spawn(async move {
            let mut count = 0;
            while started.elapsed() < during {
                let verdict = hasher.verify(&password, Some(&hash)).await.unwrap();
                assert!(matches!(verdict, Verdict::Match { .. }));
                count += 1;
            }
            count
        });
    }
    let count: u32 = callers.join_all().await.into_iter().sum();
    f64::from(count) / started.elapsed().as_secs_f64()
}
