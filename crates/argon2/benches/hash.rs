//! The overhead of the queue and the threads: logins per second through the hasher, compared with a
//! bare loop over the argon2 crate with reused memory on as many threads, in the same run.
//!
//! `cargo bench -p vestibule-argon2`

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use argon2::{Argon2, Block, Params};
use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::{PasswordHasher, PlainPassword};
use vestibule_memory::SeededTokenSource;

const HASHES_PER_WORKER: usize = 64;

fn bare_loop(workers: usize) -> f64 {
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let params = Params::default();
                let mut memory = vec![Block::new(); params.block_count()];
                let argon2 = Argon2::from(params);
                for _ in 0..HASHES_PER_WORKER {
                    let mut output = [0; 32];
                    argon2
                        .hash_password_into_with_memory(
                            b"correct horse battery staple",
                            b"0123456789abcdef",
                            &mut output,
                            &mut memory,
                        )
                        .unwrap();
                    std::hint::black_box(output);
                }
            });
        }
    });
    (workers * HASHES_PER_WORKER) as f64 / started.elapsed().as_secs_f64()
}

async fn through_the_hasher(hasher: &Arc<Argon2Hasher>, workers: usize) -> f64 {
    let started = Instant::now();
    let storm: Vec<_> = (0..workers * HASHES_PER_WORKER)
        .map(|_| {
            let hasher = Arc::clone(hasher);
            tokio::spawn(async move {
                let guess = PlainPassword::new("correct horse battery staple".to_owned());
                hasher.verify(&guess, None).await
            })
        })
        .collect();
    let all = storm.len();
    for login in storm {
        login.await.unwrap().unwrap();
    }
    all as f64 / started.elapsed().as_secs_f64()
}

#[tokio::main(flavor = "current_thread")]
#[allow(clippy::print_stdout, reason = "the table is what a benchmark is for")]
async fn main() {
    let capacity = Capacity::default();
    let workers = capacity.workers;
    let random = Arc::new(SeededTokenSource::default());
    let hasher = Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap();
    let hasher = Arc::new(hasher);
    through_the_hasher(&hasher, workers).await; // warm up: the memory is allocated once
    println!("{workers} threads, 19456 KiB, 2 passes, 1 lane");
    println!("{:>12} {:>12} {:>8}", "bare (1/s)", "hasher (1/s)", "ratio");
    for _ in 0..5 {
        let bare = bare_loop(workers);
        let hasher = through_the_hasher(&hasher, workers).await;
        println!("{bare:>12.1} {hasher:>12.1} {:>8.3}", hasher / bare);
    }
}
