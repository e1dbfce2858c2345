//! The queue, the threads and stored hashes, through the public API.

use std::sync::Arc;

use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity, InvalidParams};
use vestibule_domain::{
    HashingError, PasswordHash, PasswordHasher, PlainPassword, TokenSource, Unavailable, Verdict,
};
use vestibule_memory::SeededTokenSource;

mod contract {
    vestibule_contract::hasher_contract!(super::hasher(2, 64));
}

fn hasher(workers: usize, queue: usize) -> Argon2Hasher {
    let random = Arc::new(SeededTokenSource::default());
    let capacity = Capacity { workers, queue };
    Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap()
}

fn plain(password: &str) -> PlainPassword {
    PlainPassword::new(password.to_owned())
}

#[tokio::test]
async fn hash_requests_are_served_in_arrival_order() {
    let hasher = Arc::new(hasher(1, 16));
    let (done, mut order) = tokio::sync::mpsc::unbounded_channel();
    for number in 0..8 {
        let (hasher, done) = (Arc::clone(&hasher), done.clone());
        tokio::spawn(async move {
            hasher.verify(&plain("wrong"), None).await.unwrap();
            done.send(number).unwrap();
        });
    }
    for number in 0..8 {
        assert_eq!(order.recv().await, Some(number));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn pages_are_served_while_passwords_are_hashed() {
    let hasher = Arc::new(hasher(2, 16));
    let storm: Vec<_> = (0..8)
        .map(|_| {
            let hasher = Arc::clone(&hasher);
            tokio::spawn(async move { hasher.hash(&plain("correct horse")).await })
        })
        .collect();
    let mut pages = 0;
    while storm.iter().any(|login| !login.is_finished()) {
        tokio::task::yield_now().await;
        pages += 1;
    }
    for login in storm {
        login.await.unwrap().unwrap();
    }
    assert!(
        pages > 100,
        "the event loop ran only {pages} times beside eight hashes"
    );
}

/// Made by argon2-cffi 25.1.0 from "pässword" (NFC) and the salt "0123456789abcdef": with the default
/// parameters, weaker, more expensive and of another kind, of the first version (with and without its
/// number), and with 16 bytes of output.
const TODAY: &str = "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$tmg8kTzmJLkguc2kOGId3nFi6amvRKU5PrSeYJW6QRk";
const OTHERS: [&str; 5] = [
    "$argon2id$v=19$m=4096,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$MvqTwVuRYa6lu/BGSbqvzZGSG4RXo0zGsIclpTtrREw",
    "$argon2i$v=19$m=65536,t=2,p=4$MDEyMzQ1Njc4OWFiY2RlZg$e8WjLPnRGKRLZwURYuBwyQWWKmjSw6Tq72t38eOH4T4",
    "$argon2id$v=16$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$rjYsJLk9bGMWtSRFBlItX4qIahagRcsl5ZtmCHkAf3Q",
    "$argon2id$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$rjYsJLk9bGMWtSRFBlItX4qIahagRcsl5ZtmCHkAf3Q",
    "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$pyiDXhp8EZDeh5xVw092nA",
];

#[tokio::test]
async fn argon2_hashes_of_other_programs_are_verified() {
    let hasher = hasher(1, 1);
    let verify = async |phc: &str, password: &str| {
        let stored = PasswordHash::new(phc.to_owned());
        hasher
            .verify(&plain(password), Some(&stored))
            .await
            .unwrap()
    };
    let needs_rehash = false;
    assert_eq!(
        verify(TODAY, "pässword").await,
        Verdict::Match { needs_rehash }
    );
    assert_eq!(verify(TODAY, "password").await, Verdict::Mismatch);
    for other in OTHERS {
        let needs_rehash = true;
        assert_eq!(
            verify(other, "pässword").await,
            Verdict::Match { needs_rehash },
            "{other}"
        );
        assert_eq!(
            verify(other, "password").await,
            Verdict::Mismatch,
            "{other}"
        );
    }
}

#[tokio::test]
async fn created_hash_contains_its_parameters() {
    let hash = hasher(1, 1).hash(&plain("correct horse")).await.unwrap();
    let [_, algorithm, version, params, salt, output] =
        *hash.expose().split('$').collect::<Vec<_>>()
    else {
        panic!("{} is not in the PHC format", hash.expose());
    };
    assert_eq!(
        (algorithm, version, params),
        ("argon2id", "v=19", "m=19456,t=2,p=1")
    );
    assert_eq!(
        (salt.len(), output.len()),
        (22, 43),
        "16 and 32 bytes in base64"
    );
}

#[test]
fn parameters_below_owasp_or_above_the_maximum_are_refused() {
    for (memory_kib, passes, lanes) in [
        (47_104, 1, 1),
        (19_456, 2, 1),
        (12_288, 3, 1),
        (262_144, 10, 4),
    ] {
        assert!(Argon2Params::new(memory_kib, passes, lanes).is_ok());
    }
    for weak in [
        (47_103, 1, 1),
        (19_455, 2, 1),
        (12_287, 3, 1),
        (12_287, 10, 1),
        (19_456, 0, 1),
        (19_456, 2, 0),
    ] {
        assert_eq!(
            Argon2Params::new(weak.0, weak.1, weak.2),
            Err(InvalidParams::TooWeak),
            "{weak:?}"
        );
    }
    for costly in [
        (262_145, 1, 1),
        (19_456, 11, 1),
        (19_456, 2, 5),
        (u32::MAX, u32::MAX, 4),
    ] {
        assert_eq!(
            Argon2Params::new(costly.0, costly.1, costly.2),
            Err(InvalidParams::TooCostly),
            "{costly:?}"
        );
    }
    assert_eq!(Argon2Params::new(19_456, 2, 1), Ok(Argon2Params::default()));
}

#[tokio::test]
async fn failing_random_source_returns_unavailable_from_hashing() {
    struct Dry;
    impl TokenSource for Dry {
        fn fill(&self, _: &mut [u8]) -> Result<(), Unavailable> {
            Err(Unavailable::new("no entropy"))
        }
    }
    let hasher = Argon2Hasher::new(Argon2Params::default(), Capacity::default(), Arc::new(Dry));
    let refused = hasher.unwrap().hash(&plain("correct horse")).await;
    assert!(matches!(refused, Err(HashingError::Unavailable(_))));
}

/// Only the hashing threads have a lower priority, not the one that answers requests.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn only_hashing_threads_have_lower_priority() {
    let hasher = hasher(2, 2);
    for _ in 0..2 {
        hasher.verify(&plain("wrong"), None).await.unwrap();
    }
    let mut lowered = 0;
    for task in std::fs::read_dir("/proc/self/task").unwrap() {
        // A thread of another test may end in the meantime.
        let Ok(stat) = std::fs::read_to_string(task.unwrap().path().join("stat")) else {
            continue;
        };
        let (name, fields) = stat.split_once(") ").unwrap();
        let nice: i32 = fields.split(' ').nth(16).unwrap().parse().unwrap();
        if nice == 10 {
            assert!(name.contains("(argon2-"), "{name} was slowed down too");
            lowered += 1;
        }
    }
    assert!(lowered >= 1);
}
