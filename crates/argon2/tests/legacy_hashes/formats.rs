//! One hash in the notations of several stacks and databases.

use vestibule_domain::{ForeignHashes, Verdict};

use crate::{RENEW, Vector, adopt, hasher, simple_ones, verify};

/// The hash of the vector with this prefix.
fn hash_of(beginning: &str) -> String {
    let mut vectors = simple_ones();
    let found = vectors.find(|vector| vector.hash.starts_with(beginning));
    found.unwrap_or_else(|| panic!("{beginning}")).hash
}

#[tokio::test]
async fn prefixes_and_surrounding_blanks_of_a_hash_are_ignored() {
    let hasher = hasher();
    for (beginning, names) in [
        (
            "$2b$10$",
            &[
                "{bcrypt}",
                "{BCRYPT}",
                "{CRYPT}",
                "{BLF-CRYPT}",
                "{ldap}{CRYPT}",
                "1|",
            ][..],
        ),
        ("$2b$11$", &["{bcrypt@SpringSecurity_v5_8}"]),
        (
            "$argon2id$v=19$m=8192",
            &[
                "{argon2}",
                "{ARGON2}",
                "{argon2@SpringSecurity_v5_2}",
                "{argon2@SpringSecurity_v5_8}",
                "{ARGON2ID}",
                "argon2",
                ":argon2:",
                "3|",
            ],
        ),
        ("$argon2i$v=19$m=8192", &["{ARGON2I}", "2|"]),
        ("$6$rounds=", &["{CRYPT}", "{crypt}", "{SHA512-CRYPT}"]),
        ("$5$", &["{CRYPT}", "{SHA256-CRYPT}"]),
        ("$1$", &["{CRYPT}", "{MD5-CRYPT}"]),
    ] {
        let hash = hash_of(beginning);
        let as_it_is = hasher.adopt(&hash, None).await.unwrap();
        for name in names {
            for (before, behind) in [("", ""), (" ", " "), ("\t", "\r\n"), ("", "          ")] {
                let spelled = format!("{before}{name}{hash}{behind}");
                let adopted = hasher.adopt(&spelled, None).await.unwrap();
                assert!(hasher.is_same(&adopted, &as_it_is), "{spelled}");
            }
        }
    }
}

#[tokio::test]
async fn scheme_name_is_case_insensitive() {
    let hasher = hasher();
    for vector in simple_ones().filter(|vector| vector.hash.starts_with('{')) {
        let (scheme, rest) = vector.hash.split_once('}').unwrap();
        let (name, version) = scheme.split_once('@').unwrap_or((scheme, ""));
        let at = if version.is_empty() { "" } else { "@" };
        for name in [name.to_lowercase(), name.to_uppercase()] {
            let spelled = format!("{name}{at}{version}}}{rest}");
            let adopted = hasher.adopt(&spelled, None).await.unwrap();
            let verdict = verify(&hasher, &vector.password, &adopted).await;
            assert_eq!(verdict, RENEW, "{spelled}");
        }
    }
}

/// PHC strings have no padding (RFC 4648, 3.2); the encoders of Java and Python write it.
#[tokio::test]
async fn padded_base64_is_read_like_unpadded() {
    let hasher = hasher();
    let mut count = 0;
    for vector in simple_ones() {
        let names = ["$argon2", "$pbkdf2", "$scrypt$"];
        if !names.iter().any(|name| vector.hash.starts_with(name)) {
            continue;
        }
        let mut fields: Vec<_> = vector.hash.split('$').map(str::to_owned).collect();
        let last = fields.len() - 2;
        for field in &mut fields[last..] {
            field.push_str(["", "===", "==", "="][field.len() % 4]);
        }
        let hash = fields.join("$");
        let padded = Vector { hash, ..vector };
        let adopted = adopt(&hasher, &padded).await;
        let verdict = verify(&hasher, &padded.password, &adopted).await;
        assert_eq!(verdict, RENEW, "{}", padded.hash);
        assert!(!adopted.expose().ends_with('='));
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[tokio::test]
async fn text_that_resembles_a_hash_spelling_is_refused() {
    let hasher = hasher();
    for hash in [
        "{noop}correct horse",
        "{noop}",
        "{bcrypt}",
        "{bcrypt}secret",
        "{CRYPT}abJnggxhB/yWI",
        "{SSHA}",
        "{SSHA}c2hvcnQ=",
        "{SHA}c2hvcnQ=",
        "{pbkdf2}",
        "{pbkdf2}00",
        "{pbkdf2@SpringSecurity_v9_9}00112233445566778899aabbccddeeff00112233445566778899aabb",
        "{scrypt}$0$c2FsdA$c2FsdA",
        "{scrypt}$ffffffffff$c2FsdA$c2FsdA",
        "3|secret",
        "4|$2b$10$",
        "{",
        "{}",
        "{{{{",
        ":B:salt",
        ":pbkdf2:sha512:30000:64:c2FsdA==:c2FsdA==",
        "s2:salt",
        "$S$Dsaltsalt",
        "$1$saltsaltsalt$digest",
        "5f4dcc3b5aa765d61d8327deb882cf99:salt:7",
        "5f4dcc3b5aa765d61d8327deb882cf99:salt:1",
        "00:salt:3_1_2_67108864",
        "00:salt:3_18446744073709551616_2_67108864",
    ] {
        assert!(hasher.adopt(hash, None).await.is_err(), "{hash}");
    }
    let wrong = hasher.adopt(&hash_of("{SSHA}"), None).await.unwrap();
    let verdict = verify(&hasher, "another password", &wrong).await;
    assert_eq!(verdict, Verdict::Mismatch);
}

#[tokio::test]
async fn whatever_salt_argon2id_has_a_weak_hash_verifies_equally() {
    let hasher = hasher();
    for beginning in ["$1$", "{SSHA}", "$S$D", "$P$", ":B:"] {
        let mut hashes = Vec::new();
        for vector in simple_ones().filter(|vector| vector.hash.starts_with(beginning)) {
            hashes.push(adopt(&hasher, &vector).await);
            let again = adopt(&hasher, &vector).await;
            assert!(
                hasher.is_same(&hashes[hashes.len() - 1], &again),
                "{beginning}"
            );
        }
        let ours = hasher.adopt(&hash_of("$2b$10$"), None).await.unwrap();
        assert!(!hasher.is_same(&hashes[0], &ours), "{beginning}");
    }
}
