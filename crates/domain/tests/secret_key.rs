//! What is accepted as the secret of an installation, and what it gives away.

use vestibule_domain::{SecretKey, UnfitKey};

const GOOD: &str = "Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa";

#[test]
fn short_or_repetitive_keys_are_refused() {
    assert_eq!(SecretKey::parse("").err(), Some(UnfitKey::TooShort));
    assert_eq!(SecretKey::parse(&GOOD[1..]).err(), Some(UnfitKey::TooShort));
    assert_eq!(
        SecretKey::parse(&"a".repeat(64)).err(),
        Some(UnfitKey::Repetitive)
    );
    assert_eq!(
        SecretKey::parse(&"changeme".repeat(8)).err(),
        Some(UnfitKey::Repetitive)
    );
    assert!(SecretKey::parse(GOOD).is_ok());
}

#[test]
fn each_purpose_has_a_key_of_its_own_and_none_shows_itself() {
    let key = SecretKey::parse(GOOD).unwrap();
    let session: [u8; 32] = *key.derive("session token");
    assert_eq!(session, *key.derive::<32>("session token"));
    assert_ne!(session, *key.derive::<32>("flash message"));
    assert!(!format!("{key:?}").contains(GOOD));
}
