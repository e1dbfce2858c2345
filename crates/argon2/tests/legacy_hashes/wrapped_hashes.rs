//! A hash that is cheap to guess is never stored unwrapped.

use vestibule_argon2::{Argon2Hasher, Pepper};
use vestibule_domain::{AdoptError, ForeignHashes, PasswordHash, SecretKey, Verdict};

use crate::{RENEW, adopt, hasher, vectors, verify};

fn with_pepper(key: &str) -> Argon2Hasher {
    let pepper = Pepper::new(&SecretKey::parse(key).unwrap());
    hasher().with_peppers(Some(pepper), None)
}

/// `printf password | md5sum`
const MD5: &str = "5f4dcc3b5aa765d61d8327deb882cf99";

#[tokio::test]
async fn weak_hash_is_stored_only_wrapped_in_argon2id() {
    let hasher = hasher();
    let stored = hasher.adopt(MD5, Some("md5")).await.unwrap();
    let (recipe, over) = stored.expose().split_at("$md5$l=16$".len());
    assert_eq!(recipe, "$md5$l=16$");
    assert!(
        over.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{over}"
    );
    assert_eq!(verify(&hasher, "password", &stored).await, RENEW);
    assert_eq!(
        verify(&hasher, "Password", &stored).await,
        Verdict::Mismatch
    );
    let as_it_was = PasswordHash::new(over.to_owned());
    assert_eq!(
        verify(&hasher, "password", &as_it_was).await,
        Verdict::Mismatch
    );
}

/// The prefixes of the hashes that docs/legacy-hashes.md calls weak. Further weak ones are those of version
/// 2 of ASP.NET Identity, those without a salt, and `$6$` without rounds, which means 5,000.
const WEAK: [&str; 24] = [
    "$P$",
    "$H$",
    "$5$",
    "$2b$04$",
    "bcrypt$$2b$04$",
    "pbkdf2_sha1$20000$",
    "pbkdf2:sha512:1000$",
    "$pbkdf2-sha256$29000$",
    "AQAAAAEAACcQ",
    "$argon2i$v=19$m=512,",
    "$argon2i$v=19$m=1024,",
    "$argon2id$v=19$m=1024,",
    "$1$",
    "$apr1$",
    ":A:",
    ":B:",
    ":pbkdf2:sha512:30000:",
    "{MD5}",
    "{SMD5}",
    "{SHA}",
    "{SSHA}",
    "{SSHA256}",
    "{SSHA512}",
    "$S$D", // 32,768 rounds; 131,072 ("$S$F") are enough
];

/// The formats of Magento before version 2, and of Joomla.
fn is_of_one_round(vector: &crate::Vector) -> bool {
    let is_argon2 = vector.hash.ends_with(":2") || vector.hash.contains(":3_32_2_");
    ["Joomla", "Magento"].contains(&&*vector.stack) && !is_argon2
}

#[tokio::test]
async fn only_documented_weak_hashes_are_wrapped() {
    let hasher = hasher();
    for vector in &vectors() {
        let is_weak = vector.stack == "none"
            || vector.library.starts_with("aspnet-identity-pw")
            || vector.hash.starts_with("U$S$D")
            || is_of_one_round(vector)
            || vector.hash.starts_with("$6$") && !vector.hash.starts_with("$6$rounds=")
            || WEAK.iter().any(|weak| vector.hash.starts_with(weak));
        let stored = adopt(&hasher, vector).await;
        let is_wrapped = stored.expose().contains("$argon2id$v=19$m=19456,t=2,p=1$");
        assert_eq!(is_wrapped, is_weak, "{} {}", vector.hash, stored.expose());
    }
}

#[tokio::test]
async fn wrapped_hash_uses_the_configured_pepper() {
    let hasher = with_pepper("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa");
    let stored = hasher.adopt(MD5, Some("md5")).await.unwrap();
    assert!(stored.expose().contains("keyid="));
    assert_eq!(verify(&hasher, "password", &stored).await, RENEW);
    let elsewhere = with_pepper("kK7dR2mQ9xV4bN1sT6wZ3hF8jL5pC0yG");
    assert_eq!(
        verify(&elsewhere, "password", &stored).await,
        Verdict::Mismatch
    );
    let refused = elsewhere.adopt(stored.expose(), None).await;
    assert!(matches!(refused, Err(AdoptError::Unreadable(_))));
}

#[tokio::test]
async fn equal_weak_hashes_of_two_users_are_stored_differently() {
    let hasher = hasher();
    let first = hasher.adopt(MD5, Some("md5")).await.unwrap();
    let second = hasher.adopt(MD5, Some("md5")).await.unwrap();
    assert!(first != second);
}
