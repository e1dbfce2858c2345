//! Imported hashes come from untrusted files: none may cost more work than the limit.

use proptest::prelude::*;

use super::*;
use crate::params::{MOST_MEMORY_KIB, MOST_WORK};
use crate::pepper::Peppers;
use crate::stored::Stored;

#[derive(Clone, Debug, serde::Deserialize)]
struct Vector {
    hash: String,
    format: Option<String>,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../../tests/vectors/vectors.json")).unwrap()
}

fn read(text: &str, format: Option<&str>) -> Result<Stored, Unreadable> {
    Stored::read(text, format, &Peppers::default())
}

/// A hash of another stack, with arbitrary cost parameters or one changed part.
fn nearly_a_hash() -> impl Strategy<Value = (String, Option<String>)> {
    let number = prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        (0..40_u32).prop_map(|number| number.to_string()),
        (0..32_u32).prop_map(|exponent| (1_u64 << exponent).to_string()),
        "[a-z0-9$=,.]{0,12}",
    ];
    let vector = proptest::sample::select(vectors());
    let change = (any::<prop::sample::Index>(), number, any::<bool>());
    (vector, change).prop_map(|(vector, (at, new, whole_number))| {
        let numbers: Vec<_> = vector
            .hash
            .match_indices(|c: char| c.is_ascii_digit())
            .collect();
        let (start, _) = *at.get(&numbers);
        let rest = &vector.hash[start..];
        let end = match whole_number {
            true => rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len()),
            false => 1,
        };
        let changed = [&vector.hash[..start], &new, &rest[end..]].concat();
        (changed, vector.format)
    })
}

fn any_text() -> impl Strategy<Value = (String, Option<String>)> {
    let format = proptest::option::of(proptest::sample::select(vec![
        "aspnet",
        "better-auth",
        "joomla",
        "magento",
        "md5",
        "sha1",
        "sha256",
        "sha512",
        "",
    ]));
    let text = prop_oneof![any::<String>(), "[$:a-zA-Z0-9=,+/._]{0,160}"];
    (text, format.prop_map(|format| format.map(str::to_owned)))
}

proptest! {
    #[test]
    fn whatever_hash_is_accepted_its_cost_is_below_the_maximum(
        (text, format) in prop_oneof![nearly_a_hash(), any_text()],
        typed in 0..100_000_usize,
    ) {
        let stored = read(&text, format.as_deref());
        if let Ok(Stored::Foreign(Foreign { recipe, .. }) | Stored::Wrapped(recipe, _)) = stored {
            prop_assert!(recipe.work(0) <= MOST_WORK);
            prop_assert!(recipe.memory_kib() <= u64::from(MOST_MEMORY_KIB));
            prop_assert!(recipe.work(typed) <= MOST_WORK || !recipe.is_affordable(typed));
            prop_assert!(recipe.salt.len() <= 64 && recipe.length >= 4);
        }
    }

    #[test]
    fn whatever_foreign_hash_is_stored_it_round_trips(
        (text, format) in nearly_a_hash(),
    ) {
        if let Ok(Stored::Foreign(foreign)) = read(&text, format.as_deref()) {
            let stored = foreign.to_string();
            prop_assert!(stored.len() <= 512, "{}", stored);
            let Ok(Stored::Foreign(again)) = read(&stored, None) else {
                panic!("{stored}")
            };
            prop_assert_eq!(&again.recipe, &foreign.recipe, "{}", stored);
            prop_assert_eq!(&again.digest, &foreign.digest, "{}", stored);
        }
    }
}

#[test]
fn generated_hashes_of_the_properties_are_parsed() {
    let all = vectors();
    let read = all
        .iter()
        .filter(|vector| read(&vector.hash, vector.format.as_deref()).is_ok());
    assert_eq!(read.count(), all.len());
}

/// A flipped bit, a missing digit, an additional byte: no damaged hash matches.
#[test]
fn damaged_hash_does_not_verify_its_password() {
    // Only the first 256 bytes of a longer digest are kept.
    let vectors = vectors().into_iter();
    for vector in vectors.filter(|vector| vector.hash.len() < 400) {
        let format = vector.format.as_deref();
        let hash = vector.hash.trim_end_matches('='); // padding bits carry no information
        for cut in 1..=8 {
            let half = &hash[..hash.len() - cut];
            assert!(!is_that_of(half, format, &vector), "{half}");
        }
        assert!(
            !is_that_of(&format!("{}A", vector.hash), format, &vector),
            "{}",
            vector.hash
        );
    }
}

/// Compares the parsed hash and computes nothing: an equal hash has the same digest.
fn is_that_of(text: &str, format: Option<&str>, vector: &Vector) -> bool {
    let (Ok(damaged), Ok(whole)) = (read(text, format), read(&vector.hash, format)) else {
        return false;
    };
    match (damaged, whole) {
        (Stored::Foreign(damaged), Stored::Foreign(whole)) => {
            damaged.recipe == whole.recipe && whole.digest.starts_with(&damaged.digest)
        }
        (Stored::Argon2(_), Stored::Argon2(_)) => false, // the tests of the PHC format cover it
        _ => true,
    }
}
