//! A thousand logins at once take the memory of a few hashes. This is a test binary of its own, because
//! it reads the peak memory of the whole process.

#![cfg(target_os = "linux")]

use std::sync::Arc;

use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::{PasswordHasher, PlainPassword, Verdict};
use vestibule_memory::SeededTokenSource;

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let peak = line.and_then(|line| line.split_whitespace().nth(1));
    peak.unwrap().parse().unwrap()
}

#[tokio::test]
async fn thousand_parallel_logins_use_the_memory_of_two_hashes() {
    let random = Arc::new(SeededTokenSource::default());
    let capacity = Capacity {
        workers: 2,
        queue: 998,
    };
    let hasher = Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap();
    let hasher = Arc::new(hasher);
    let before = peak_kib();
    let storm: Vec<_> = (0..1_000)
        .map(|_| {
            let hasher = Arc::clone(&hasher);
            tokio::spawn(async move {
                let guess = PlainPassword::new("correct horse".to_owned());
                hasher.verify(&guess, None).await
            })
        })
        .collect();
    // All thousand are in the queue; the first hundred used as much memory as the others would.
    for login in storm.into_iter().take(100) {
        assert_eq!(login.await.unwrap().unwrap(), Verdict::Mismatch);
    }
    let taken = peak_kib() - before;
    assert!(
        taken < 3 * 19_456,
        "{taken} KiB were taken for two threads of 19456 KiB"
    );
}
