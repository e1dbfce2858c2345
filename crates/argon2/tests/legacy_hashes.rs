//! Hashes of other stacks are verified, and wrapped if they are weak.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::{ForeignHashes, PasswordHash, PasswordHasher, PlainPassword, Verdict};
use vestibule_memory::SeededTokenSource;

mod legacy_hashes {
    mod formats;
    mod limits;
    mod wrapped_hashes;
}

/// A password and its hash, made by a library of the stack (`vectors/make.sh`).
#[derive(Deserialize)]
struct Vector {
    stack: String,
    library: String,
    password: String,
    hash: String,
    format: Option<String>,
}

const RENEW: Verdict = Verdict::Match { needs_rehash: true };

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("vectors/vectors.json")).unwrap()
}

/// The same password in each stack and format.
fn simple_ones() -> impl Iterator<Item = Vector> {
    let all = vectors().into_iter();
    all.filter(|vector| vector.password == "correct horse battery staple")
}

fn hasher() -> Argon2Hasher {
    let capacity = Capacity::default();
    let random = Arc::new(SeededTokenSource::default());
    Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap()
}

fn plain(password: &str) -> PlainPassword {
    PlainPassword::new(password.to_owned())
}

async fn verify(hasher: &Argon2Hasher, password: &str, hash: &PasswordHash) -> Verdict {
    let verdict = hasher.verify(&plain(password), Some(hash)).await;
    verdict.unwrap()
}

async fn adopt(hasher: &Argon2Hasher, vector: &Vector) -> PasswordHash {
    let adopted = hasher.adopt(&vector.hash, vector.format.as_deref()).await;
    adopted.unwrap_or_else(|error| panic!("{} of {}: {error}", vector.hash, vector.library))
}

#[tokio::test]
async fn imported_user_logs_in_with_the_old_password_only() {
    let hasher = hasher();
    let mut stacks = BTreeMap::<_, u32>::new();
    for vector in vectors() {
        let stored = adopt(&hasher, &vector).await;
        let (hash, library) = (&vector.hash, &vector.library);
        let verdict = verify(&hasher, &vector.password, &stored).await;
        assert_eq!(verdict, RENEW, "{hash} of {library}");
        let other = verify(&hasher, &format!("x{}", vector.password), &stored).await;
        assert_eq!(other, Verdict::Mismatch, "{hash} of {library}");
        *stacks.entry(vector.stack).or_default() += 1;
    }
    assert_eq!(stacks.len(), 23, "{stacks:?}");
}

#[tokio::test]
async fn stored_hash_with_a_format_prefix_is_verified() {
    let hasher = hasher();
    for vector in simple_ones().filter(|vector| vector.format.is_none()) {
        let as_it_is = PasswordHash::new(vector.hash.clone());
        let verdict = verify(&hasher, &vector.password, &as_it_is).await;
        assert_eq!(verdict, RENEW, "{}", vector.hash);
    }
}

#[tokio::test]
async fn adopted_hash_is_adopted_again_unchanged() {
    let hasher = hasher();
    for vector in vectors() {
        let stored = adopt(&hasher, &vector).await;
        assert!(stored.expose().len() <= 512, "the width of the column");
        let again = hasher.adopt(stored.expose(), None).await.unwrap();
        assert!(
            again == stored,
            "{} and {}",
            stored.expose(),
            again.expose()
        );
    }
    let ours = hasher.hash(&plain("correct horse")).await.unwrap();
    let again = hasher.adopt(ours.expose(), None).await.unwrap();
    assert!(again == ours);
}

/// The first bits of a digest.
#[tokio::test]
async fn adopted_hash_with_a_changed_bit_does_not_verify() {
    let hasher = hasher();
    for vector in simple_ones() {
        let stored = adopt(&hasher, &vector).await;
        let (head, digest) = stored.expose().rsplit_once('$').unwrap();
        let first = digest.chars().next().unwrap();
        let changed = if first == 'A' { 'B' } else { 'A' };
        let changed = format!("{head}${changed}{}", &digest[1..]);
        let verdict = verify(&hasher, &vector.password, &PasswordHash::new(changed)).await;
        assert_eq!(verdict, Verdict::Mismatch, "{}", vector.hash);
    }
}

/// Two passwords that bcrypt cannot tell apart, as the stacks could not.
#[tokio::test]
async fn bcrypt_verification_reads_72_bytes() {
    let hasher = hasher();
    let long = "0123456789".repeat(10);
    let mut count = 0;
    for vector in vectors() {
        if vector.password != long || !["Node", "Laravel"].contains(&&*vector.stack) {
            continue;
        }
        let stored = adopt(&hasher, &vector).await;
        assert_eq!(verify(&hasher, &long[..72], &stored).await, RENEW);
        assert_eq!(
            verify(&hasher, &long[..71], &stored).await,
            Verdict::Mismatch
        );
        count += 1;
    }
    assert_eq!(count, 2);
}

#[tokio::test]
async fn firebase_project_secret_is_not_stored() {
    let hasher = hasher();
    for vector in vectors().iter().filter(|vector| vector.stack == "Firebase") {
        let (_, secret) = vector.hash.split_once("$sk=").unwrap();
        let secret = secret.split(['=', '$']).next().unwrap();
        let stored = adopt(&hasher, vector).await;
        assert!(!stored.expose().contains(secret), "{}", stored.expose());
    }
}
