//! Which secret keys are accepted, and that no output contains one.

use data_encoding::{BASE64, HEXLOWER};
use vestibule_domain::{InvalidKey, SecretKey, TokenSource};
use vestibule_memory::SeededTokenSource;

const GOOD: &str = "Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa";

#[test]
fn short_or_repetitive_keys_are_refused() {
    assert_eq!(SecretKey::parse("").err(), Some(InvalidKey::TooShort));
    assert_eq!(
        SecretKey::parse(&GOOD[1..]).err(),
        Some(InvalidKey::TooShort)
    );
    assert_eq!(
        SecretKey::parse(&"a".repeat(64)).err(),
        Some(InvalidKey::Repetitive)
    );
    assert_eq!(
        SecretKey::parse(&"changeme".repeat(8)).err(),
        Some(InvalidKey::Repetitive)
    );
    let nine_digits = "38172140561732402856173847251653";
    let nine_digits = SecretKey::parse(nine_digits);
    assert_eq!(nine_digits.err(), Some(InvalidKey::Repetitive));
    assert!(SecretKey::parse("38172940561739402856103847291650").is_ok());
    assert!(SecretKey::parse(GOOD).is_ok());
}

#[test]
fn derived_keys_differ_by_purpose_and_are_hidden_in_debug_output() {
    let key = SecretKey::parse(GOOD).unwrap();
    let session: [u8; 32] = *key.derive("session token");
    assert_eq!(session, *key.derive::<32>("session token"));
    assert_ne!(session, *key.derive::<32>("flash message"));
    assert!(!format!("{key:?}").contains(GOOD));
}

#[test]
fn keys_of_tutorials_and_placeholders_are_refused() {
    for known in [
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
        "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
        "192B9BDD22AB9ED4D12E236C78AFCB9A393EC15F71BBF5DC987D54727823BCBF",
        "base64:J63qRTDLub5NuZvP+kb8YIorGS6qFYHKVo6u7179stY=",
        "EGY8WhulUOXixybod7ZWwMIL68R9o5kC",
        "django-insecure-0x7&k!q2z9)w_v5b#n3m*s8d@f6g1h4j",
        "a-string-secret-at-least-256-bits-long",
        "ChangeMe-before-you-deploy-this-anywhere",
        "your-secret-key-of-32-random-bytes-goes-here",
    ] {
        let refused = SecretKey::parse(known).err();
        assert_eq!(refused, Some(InvalidKey::Known), "{known}");
    }
}

#[test]
fn keys_that_follow_from_their_beginning_are_refused() {
    for pattern in [
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "zyxwvutsrqponmlkjihgfedcba9876543210",
        "9f8e7d6c5b4a39281706f59f8e7d6c5b4a39281706f5",
        "q7Xw2LmZ8vTq7Xw2LmZ8vTq7Xw2LmZ8v",
    ] {
        let refused = SecretKey::parse(pattern).err();
        assert_eq!(refused, Some(InvalidKey::Known), "{pattern}");
    }
}

#[test]
fn no_random_key_is_refused() {
    let random = SeededTokenSource::default();
    for _ in 0..20_000 {
        let mut bytes = [0; 32];
        random.fill(&mut bytes).unwrap();
        for key in [BASE64.encode(&bytes), HEXLOWER.encode(&bytes)] {
            assert!(SecretKey::parse(&key).is_ok(), "{key}");
        }
    }
}
