//! The work of a verification, counted in blocks: that is what an attacker can measure as time.

use super::*;

/// Made by argon2-cffi 25.1.0 from "pässword" (NFC) and the salt "0123456789abcdef".
const TODAY: &str = "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$tmg8kTzmJLkguc2kOGId3nFi6amvRKU5PrSeYJW6QRk";
const CHEAPER: &str = "$argon2id$v=19$m=4096,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$MvqTwVuRYa6lu/BGSbqvzZGSG4RXo0zGsIclpTtrREw";
const COSTLIER: &str = "$argon2i$v=19$m=65536,t=2,p=4$MDEyMzQ1Njc4OWFiY2RlZg$e8WjLPnRGKRLZwURYuBwyQWWKmjSw6Tq72t38eOH4T4";
/// In our format, with a pepper that is not configured.
const UNKNOWN_PEPPER: &str = "$argon2id$v=19$m=19456,t=2,p=1,keyid=AQIDBAUGBwg$MDEyMzQ1Njc4OWFiY2RlZg$tmg8kTzmJLkguc2kOGId3nFi6amvRKU5PrSeYJW6QRk";

/// The number of computed blocks, and of those that stay in memory afterwards.
fn cost(password: &str, stored: Option<&str>) -> (Verdict, u64, usize) {
    let Argon2Params(today) = Argon2Params::default();
    let mut memory = Memory::new(today.block_count());
    let plain = PlainPassword::new(password.to_owned());
    let stored = stored.and_then(|text| Stored::read(text, None, &Peppers::default()).ok());
    let foreign = match &stored {
        Some(Stored::Foreign(foreign)) => foreign.recipe.work(plain.expose().len()),
        _ => 0,
    };
    let verdict = verify(&plain, stored, today, &mut memory).unwrap();
    (verdict, memory.spent + foreign, memory.blocks())
}

#[test]
fn unknown_address_and_wrong_password_take_the_same_time() {
    let wrong_password = cost("wrong", Some(TODAY));
    assert_eq!(wrong_password, (Verdict::Mismatch, 2 * 19_456, 19_456));
    assert_eq!(cost("wrong", None), wrong_password, "unknown address");
    assert_eq!(
        cost("wrong", Some(CHEAPER)),
        (Verdict::Mismatch, 2 * 19_456, 13_312)
    );
    for unreadable in [
        "",
        UNKNOWN_PEPPER,
        "$2b$31$abcdefghijklmnopqrstuuVbBf8wG2ZV7xQ0u1Hn3mKXwq1y8o1vK",
        "$argon2id$v=19$m=4194304,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$tmg8kTzmJLkguc2kOGId3nFi6amvRKU5PrSeYJW6QRk",
    ] {
        assert_eq!(
            cost("wrong", Some(unreadable)),
            wrong_password,
            "{unreadable}"
        );
    }
}

/// Made by Werkzeug 3.1.9, PHP 8.2 and bcrypt 5.0.0 from "correct horse battery staple".
#[cfg(feature = "legacy-hashes")]
const FOREIGN: [&str; 3] = [
    "pbkdf2:sha512:1000$kkqFMAPyT1CPLWJm$fa3c14806a897488417b25de4d8183be34e27f4eccb7045d09a59a389ad834f11dfdbd196897d8f75c59c18fa509369c7f8e6e179e63364a88651292b1d89d05",
    "$5$short$wpkJBFweB77UqQuS6RvKJa6I55i9FnKO7JdimkuR.Q4",
    "$2b$11$c5qG3m7A0FCCaqMDbCSNsONOu9mv855jv69DwgcZ/TC2EyaRkkGtO",
];

#[cfg(feature = "legacy-hashes")]
#[test]
fn wrong_password_of_an_imported_user_takes_as_long_as_an_unknown_address() {
    for (foreign, spent) in FOREIGN.into_iter().zip([38_912, 38_912, 286_720]) {
        let (verdict, work, _) = cost("wrong", Some(foreign));
        assert_eq!((verdict, work), (Verdict::Mismatch, spent), "{foreign}");
        let (verdict, ..) = cost("correct horse battery staple", Some(foreign));
        assert_eq!(verdict, Verdict::Match { needs_rehash: true });
    }
}

#[test]
fn correct_password_computes_one_hash() {
    let today = Verdict::Match {
        needs_rehash: false,
    };
    let other = Verdict::Match { needs_rehash: true };
    assert_eq!(cost("pässword", Some(TODAY)), (today, 2 * 19_456, 19_456));
    assert_eq!(cost("pässword", Some(CHEAPER)), (other, 3 * 4_096, 4_096));
}

#[test]
fn memory_of_a_more_expensive_hash_is_released() {
    let other = Verdict::Match { needs_rehash: true };
    assert_eq!(cost("pässword", Some(COSTLIER)), (other, 2 * 65_536, 0));
}
