//! Imports with hashes that cannot be verified, or that an attacker made expensive to verify.

use std::time::Instant;

use vestibule_domain::{AdoptError, ForeignHashes, PasswordHash, Verdict};

use crate::{hasher, verify};

const DIGEST: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";
const BCRYPT: &str = "abcdefghijklmnopqrstuuVbBf8wG2ZV7xQ0u1Hn3mKXwq1y8o1vK";

fn costly() -> Vec<String> {
    let hex = "00".repeat(64);
    vec![
        format!("$2b$31${BCRYPT}"),
        format!("$2b$15${BCRYPT}"),
        format!("pbkdf2_sha256$1000000000$salt${DIGEST}="),
        format!("pbkdf2:sha512:4294967295$salt${hex}"),
        format!("scrypt:1073741824:8:1$salt${hex}"),
        format!("scrypt:16384:4294967295:4294967295$salt${hex}"),
        format!("$scrypt$ln=63,r=8,p=1$c2FsdA${DIGEST}"),
        format!("$scrypt$ln=20,r=8,p=1$c2FsdA${DIGEST}"),
        format!("$scrypt$ln=4,r=1,p=4000000$c2FsdA${DIGEST}"),
        format!(
            "$firebase-scrypt$hash={0}$salt=$sk={0}$ss=$r=8$m=40",
            "A".repeat(86) + "=="
        ),
        format!("$6$rounds=999999999$saltsalt${}", ".".repeat(86)),
        format!("$5$rounds=999999999$saltsalt${}", ".".repeat(43)),
        format!("$P$zsaltsalt{}", ".".repeat(22)),
        format!("$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHQ${DIGEST}"),
        format!(
            "$pbkdf2-sha256$i=4000000000,l=32$c2FsdHNhbHQ$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ${DIGEST}"
        ),
    ]
}

#[tokio::test]
async fn excessively_expensive_hash_is_refused_immediately() {
    let hasher = hasher();
    let started = Instant::now();
    for hash in costly() {
        let refused = hasher.adopt(&hash, None).await;
        let Err(AdoptError::Unreadable(reason)) = refused else {
            panic!("{hash} was taken over")
        };
        assert!(reason.contains("too expensive"), "{hash}: {reason}");
    }
    assert!(started.elapsed().as_secs() < 2, "nothing was computed");
}

#[tokio::test]
async fn excessively_expensive_stored_hash_takes_as_long_as_a_wrong_password() {
    let hasher = hasher();
    for hash in costly() {
        let stored = PasswordHash::new(hash.clone());
        let verdict = verify(&hasher, "correct horse", &stored).await;
        assert_eq!(verdict, Verdict::Mismatch, "{hash}");
    }
}

/// crypt(3) and phpass hash the password in every round: one as long as a request would take
/// minutes.
#[tokio::test]
async fn password_of_request_size_is_a_mismatch_within_the_time_limit() {
    let hasher = hasher();
    let endless = "x".repeat(60_000);
    for hash in [
        format!("$6$rounds=5000000$saltsalt${}", ".".repeat(86)),
        format!("$H$Lsaltsalt{}", ".".repeat(22)),
    ] {
        let stored = PasswordHash::new(hash);
        assert!(hasher.adopt(stored.expose(), None).await.is_ok());
        let started = Instant::now();
        let verdict = verify(&hasher, &endless, &stored).await;
        assert_eq!(verdict, Verdict::Mismatch);
        assert!(started.elapsed().as_secs() < 20);
    }
}

#[tokio::test]
async fn unverifiable_hash_is_refused_with_a_reason_that_does_not_contain_it() {
    let hasher = hasher();
    let bcrypt_2x = format!("$2x$10${BCRYPT}");
    for (hash, format, reason) in [
        (
            "5f4dcc3b5aa765d61d8327deb882cf99",
            None,
            "no format that we know",
        ),
        ("correct horse", None, "no format that we know"),
        ("", None, "no format that we know"),
        (
            "$y$j9T$saltsalt$digestdigestdigest",
            None,
            "no format that we know",
        ),
        (
            "5f4dcc3b5aa765d61d8327deb882cf99",
            Some("sha1"),
            "not a complete hash",
        ),
        (
            "5f4dcc3b5aa765d61d8327deb882cf9",
            Some("md5"),
            "not a complete hash",
        ),
        ("5f4dcc3b5aa765d61d8327deb882cf99", Some("MD-5"), "none of"),
        ("pbkdf2_sha256$1000$salt", None, "not a complete hash"),
        (
            "pbkdf2_sha256$0$salt$MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            None,
            "not a complete hash",
        ),
        ("scrypt:1000:8:1$salt$00", None, "not a complete hash"),
        ("$2b$10$tooshort", None, "not a complete hash"),
        (&bcrypt_2x, None, "faulty bcrypt"),
    ] {
        let refused = hasher.adopt(hash, format).await;
        let Err(error @ AdoptError::Unreadable(_)) = refused else {
            panic!("{hash} was taken over")
        };
        let text = error.to_string();
        assert!(text.contains(reason), "{hash}: {text}");
        assert!(hash.len() < 8 || !text.contains(hash), "{text}");
    }
}
