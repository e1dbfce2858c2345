//! Stored hashes come from imports and backups too: none may cost more work than the limit.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Result<Phc, Unreadable> {
    Phc::read(text, &Peppers::default())
}

/// Texts that are almost in the PHC format, and arbitrary ones.
fn phc() -> impl Strategy<Value = String> {
    let number = "(0|1|2|3|4|10|16|19|4096|19456|262144|262145|4294967295|4294967296|[0-9]{1,20})";
    let bytes = "([A-Za-z0-9+/]{0,90}|MDEyMzQ1Njc4OWFiY2RlZg)";
    let format = format!(
        "\\$(argon2(id|i|d|ds)?|2b|scrypt)(\\$v={number})?\\$[mtpk]={number},[mtpk]={number},[mtpk]={number}(,(keyid|data)={bytes})?\\${bytes}(\\${bytes})?"
    );
    let plausible = "\\$argon2(id|i|d)(\\$v=(16|19))?\\$m=(19456|262144|262145|[1-9][0-9]{2,6}),t=[1-9][0-9]?,p=[1-9]\\$MDEyMzQ1Njc4OWFiY2RlZg\\$[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]";
    prop_oneof![
        proptest::string::string_regex(&format).unwrap(),
        proptest::string::string_regex(plausible).unwrap(),
        any::<String>(),
        "[$a-z0-9=,+/]{0,120}",
    ]
}

proptest! {
    #[test]
    fn whatever_hash_is_stored_its_cost_is_bounded(text in phc()) {
        if let Ok(stored) = read(&text) {
            let (memory, passes) = (stored.params.m_cost(), stored.params.t_cost());
            prop_assert!(memory <= 256 * 1024 && passes <= 10 && stored.params.p_cost() <= 16);
            prop_assert_eq!(stored.work(), u64::from(memory) * u64::from(passes));
            prop_assert!((8..=48).contains(&stored.salt.len()), "{}", stored.salt.len());
            prop_assert!((10..=64).contains(&stored.output.as_bytes().len()));
        }
    }
}

#[test]
fn generated_hashes_of_the_property_are_parsed() {
    let read = read(
        "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$tmg8kTzmJLkguc2kOGId3nFi6amvRKU5PrSeYJW6QRk",
    );
    assert_eq!(read.unwrap().work(), 2 * 19_456);
}
