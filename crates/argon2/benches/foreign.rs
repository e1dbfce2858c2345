//! Compares the time of a wrong password for a hash of another stack with the time of an unknown
//! address, in the same run. A ratio below one means that `legacy/cost.rs` overestimates the work of a
//! function.
//!
//! `cargo bench -p vestibule-argon2 --bench foreign`

use std::sync::Arc;
use std::time::Instant;

use serde::Deserialize;
use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::{ForeignHashes, PasswordHash, PasswordHasher, PlainPassword, Verdict};
use vestibule_memory::SeededTokenSource;

const TRIES: usize = 15;

#[derive(Deserialize)]
struct Vector {
    password: String,
    hash: String,
    format: Option<String>,
}

/// The median, in milliseconds.
async fn time(hasher: &Argon2Hasher, hash: Option<&PasswordHash>) -> f64 {
    let guess = PlainPassword::new("a wrong password".to_owned());
    let mut times = Vec::new();
    for _ in 0..TRIES {
        let started = Instant::now();
        let verdict = hasher.verify(&guess, hash).await.unwrap();
        times.push(started.elapsed().as_secs_f64() * 1e3);
        assert_eq!(verdict, Verdict::Mismatch);
    }
    times.sort_by(f64::total_cmp);
    times[TRIES / 2]
}

#[tokio::main(flavor = "current_thread")]
#[allow(clippy::print_stdout, reason = "the table is what a benchmark is for")]
async fn main() {
    let vectors = include_str!("../tests/vectors/vectors.json");
    let vectors: Vec<Vector> = serde_json::from_str(vectors).unwrap();
    let random = Arc::new(SeededTokenSource::default());
    let capacity = Capacity {
        workers: 1,
        queue: 1,
    };
    let hasher = Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap();
    println!("{:>12} {:>12} {:>8}", "no user (ms)", "wrong (ms)", "ratio");
    let simple = vectors.into_iter();
    for vector in simple.filter(|vector| vector.password == "correct horse battery staple") {
        let adopted = hasher.adopt(&vector.hash, vector.format.as_deref()).await;
        let (unknown, wrong) = (
            time(&hasher, None).await,
            time(&hasher, Some(&adopted.unwrap())).await,
        );
        let ratio = wrong / unknown;
        println!(
            "{unknown:>12.1} {wrong:>12.1} {ratio:>8.2}  {:.28}",
            vector.hash
        );
    }
}
