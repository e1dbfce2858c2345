use std::{
    hint::black_box,
    thread,
    time::{Duration, Instant},
};

use argon2::{Argon2, Block, Params};

use super::person::PASSWORD;

/// Passwords per second of the argon2 crate on this many threads, in memory that is already allocated:
/// an upper bound for the logins of any server.
pub(crate) fn rate(threads: usize, seconds: u32) -> f64 {
    let during = Duration::from_secs(seconds.into());
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(|| hash(during))).collect();
        let rates = threads.into_iter().map(|thread| thread.join().unwrap());
        rates.sum()
    })
}

fn hash(during: Duration) -> f64 {
    let params = Params::default();
    let mut memory = vec![Block::new(); params.block_count()];
    let argon2 = Argon2::from(params);
    let (began, mut count) = (Instant::now(), 0);
    while began.elapsed() < during {
        let (salt, mut hash) = (b"0123456789abcdef", [0; 32]);
        argon2
            .hash_password_into_with_memory(PASSWORD.as_bytes(), salt, &mut hash, &mut memory)
            .unwrap();
        black_box(hash);
        count += 1;
    }
    f64::from(count) / began.elapsed().as_secs_f64()
}
