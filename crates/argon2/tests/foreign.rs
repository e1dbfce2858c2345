//! Argon2 hashes that other programs made.

use std::sync::Arc;

use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity, Pepper};
use vestibule_domain::{
    AdoptError, ForeignHashes, PasswordHasher, PlainPassword, SecretKey, Verdict,
};
use vestibule_memory::SeededTokenSource;

/// In the format of the reference implementation. No password is known for it.
const OF_ARGON2I: &str =
    "$argon2i$v=19$m=16384,t=2,p=1$c29tZXNhbHQ$9LHV/HkXBQSOAGV1XvTaHU/Z2WwXRc2Ry2VNnD1Jkp0";

fn hasher() -> Argon2Hasher {
    let random = Arc::new(SeededTokenSource::default());
    let capacity = Capacity {
        workers: 1,
        queue: 1,
    };
    Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap()
}

#[tokio::test]
async fn own_hash_is_imported_unchanged() {
    let (hasher, password) = (hasher(), PlainPassword::new("correct horse".to_owned()));
    let made = hasher.hash(&password).await.unwrap();
    let adopted = hasher.adopt(made.expose(), None).await.unwrap();
    assert_eq!(adopted, made);
    let verdict = hasher.verify(&password, Some(&adopted)).await.unwrap();
    assert!(matches!(verdict, Verdict::Match { .. }));
    assert!(hasher.adopt(OF_ARGON2I, None).await.is_ok());
}

#[tokio::test]
async fn unverifiable_hash_is_refused_and_not_printed() {
    let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
    let peppered = self::hasher().with_peppers(Some(Pepper::new(&key)), None);
    let password = PlainPassword::new("correct horse".to_owned());
    let peppered = peppered.hash(&password).await.unwrap();
    let costly = OF_ARGON2I.replace("m=16384", "m=4294967295");
    for (hash, reason) in [
        ("secret", "no format that we know"),
        ("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ", "no output"),
        (costly.as_str(), "too expensive"),
        (peppered.expose(), "an unknown PASSWORD_PEPPER"),
    ] {
        let refused = hasher().adopt(hash, None).await;
        let Err(AdoptError::Unreadable(said)) = refused else {
            panic!("{hash}: {refused:?}");
        };
        assert!(said.contains(reason), "{said}");
        assert!(!said.contains(hash), "{said}");
    }
}
