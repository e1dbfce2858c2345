//! Hashes with a pepper, a secret that is not in the database.

use std::sync::Arc;

use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity, Pepper};
use vestibule_domain::{PasswordHash, PasswordHasher, PlainPassword, SecretKey, Verdict};
use vestibule_memory::SeededTokenSource;

const OLD: &str = "Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa";
const NEW: &str = "kK7dR2mQ9xV4bN1sT6wZ3hF8jL5pC0yG";

const MATCH: Verdict = Verdict::Match {
    needs_rehash: false,
};
const RENEW: Verdict = Verdict::Match { needs_rehash: true };

fn pepper(key: &str) -> Pepper {
    Pepper::new(&SecretKey::parse(key).unwrap())
}

fn hasher(current: Option<&str>, previous: Option<&str>) -> Argon2Hasher {
    let random = Arc::new(SeededTokenSource::default());
    let capacity = Capacity {
        workers: 1,
        queue: 1,
    };
    Argon2Hasher::new(Argon2Params::default(), capacity, random)
        .unwrap()
        .with_peppers(current.map(pepper), previous.map(pepper))
}

fn plain(typed: &str) -> PlainPassword {
    PlainPassword::new(typed.to_owned())
}

async fn made_by(hasher: &Argon2Hasher) -> PasswordHash {
    hasher.hash(&plain("correct horse")).await.unwrap()
}

async fn verdict(hasher: &Argon2Hasher, hash: &PasswordHash) -> Verdict {
    let wrong = hasher.verify(&plain("wrong horse"), Some(hash)).await;
    assert_eq!(wrong.unwrap(), Verdict::Mismatch);
    let right = hasher.verify(&plain("correct horse"), Some(hash)).await;
    right.unwrap()
}

#[tokio::test]
async fn hash_without_pepper_verifies_and_needs_a_rehash() {
    let before = made_by(&hasher(None, None)).await;
    assert!(!before.expose().contains("keyid"));
    assert_eq!(verdict(&hasher(Some(NEW), None), &before).await, RENEW);
}

#[tokio::test]
async fn hash_with_the_previous_pepper_verifies_and_needs_a_rehash() {
    let old = made_by(&hasher(Some(OLD), None)).await;
    assert_eq!(verdict(&hasher(Some(OLD), None), &old).await, MATCH);
    let rotated = hasher(Some(NEW), Some(OLD));
    assert_eq!(verdict(&rotated, &old).await, RENEW);
    let new = made_by(&rotated).await;
    assert_eq!(verdict(&rotated, &new).await, MATCH);
    assert_eq!(verdict(&hasher(Some(NEW), None), &new).await, MATCH);
}

#[tokio::test]
async fn pepper_can_be_removed() {
    let old = made_by(&hasher(Some(OLD), None)).await;
    let without = hasher(None, Some(OLD));
    assert_eq!(verdict(&without, &old).await, RENEW);
    assert!(!made_by(&without).await.expose().contains("keyid"));
}

#[tokio::test]
async fn hash_with_an_unknown_pepper_is_a_mismatch_without_error() {
    let old = made_by(&hasher(Some(OLD), None)).await;
    for other in [hasher(Some(NEW), None), hasher(None, None)] {
        assert_eq!(verdict(&other, &old).await, Verdict::Mismatch);
    }
}

#[tokio::test]
async fn database_without_the_pepper_verifies_no_password() {
    let stolen = made_by(&hasher(Some(OLD), None)).await;
    let (head, rest) = stolen.expose().split_once(",keyid=").unwrap();
    let (id, rest) = rest.split_once('$').unwrap();
    let stripped = PasswordHash::new(format!("{head}${rest}"));
    let theirs = hasher(None, None);
    assert_eq!(verdict(&theirs, &stripped).await, Verdict::Mismatch);
    let renamed = made_by(&hasher(Some(NEW), None)).await;
    let (_, other_rest) = renamed.expose().split_once(",keyid=").unwrap();
    let (other_id, _) = other_rest.split_once('$').unwrap();
    assert_ne!(id, other_id);
    let renamed = PasswordHash::new(format!("{head},keyid={other_id}${rest}"));
    let theirs = hasher(Some(NEW), None);
    assert_eq!(verdict(&theirs, &renamed).await, Verdict::Mismatch);
}

#[tokio::test]
async fn pepper_is_not_in_debug_output() {
    let hash = made_by(&hasher(Some(OLD), None)).await;
    assert!(!hash.expose().contains(OLD));
    assert_eq!(format!("{:?}", pepper(OLD)), "Pepper(…)");
}
