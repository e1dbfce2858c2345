//! The rules for new passwords, and that passwords are used as they were typed.

use proptest::prelude::*;
use vestibule_domain::{EmailAddress, PasswordPolicy, PlainPassword, WeakPassword};

fn check(typed: &str) -> Result<(), WeakPassword> {
    let policy = PasswordPolicy::new(8, vec!["Cookie Shop".into(), "shop.example".into()]);
    let owner = EmailAddress::parse("Alice.Baker@Bakery.example").unwrap();
    policy.check(&PlainPassword::new(typed.into()), &owner)
}

#[test]
fn password_length_counts_characters_up_to_256() {
    assert_eq!(check("sevench"), Err(WeakPassword::TooShort { min: 8 }));
    assert_eq!(check("eightchr"), Ok(()));
    assert_eq!(check("ﬁﬁﬁﬁﬁﬁﬁ"), Err(WeakPassword::TooShort { min: 8 }));
    assert_eq!(check("🍪🥛🍪🥛🍪🥛🍪🥛"), Ok(()));
    assert_eq!(check(&"lo ng".repeat(51)), Ok(()));
    assert_eq!(check(&"é".repeat(256)), Ok(()));
    assert_eq!(
        check(&"é".repeat(257)),
        Err(WeakPassword::TooLong { max: 256 })
    );
}

#[test]
fn minimum_password_length_below_eight_is_refused() {
    assert_eq!(PasswordPolicy::new(0, Vec::new()).min_length(), 8);
    assert_eq!(PasswordPolicy::new(15, Vec::new()).min_length(), 15);
}

#[test]
fn common_passwords_are_refused_in_any_case() {
    for typed in [
        "12345678",
        "password",
        "PassWord",
        "qwertyuiop",
        "iloveyou",
        "trustno1",
    ] {
        assert_eq!(check(typed), Err(WeakPassword::Common), "{typed}");
    }
}

#[test]
fn common_password_list_is_long_sorted_and_follows_the_length_rule() {
    let list: Vec<_> = include_str!("../src/password/common.txt").lines().collect();
    assert!(list.len() >= 3000, "{}", list.len());
    assert!(list.is_sorted(), "the list is searched by halves");
    for word in list {
        assert!(word.chars().count() >= 8, "{word}");
        assert_eq!(check(word), Err(WeakPassword::Common), "{word}");
    }
}

#[test]
fn password_similar_to_the_own_address_is_refused() {
    for typed in [
        "alice.baker@bakery.example",
        "ALICE.BAKER@BAKERY.EXAMPLE",
        "alicebaker",
        "Alice-Baker-2026!",
        "99alice.baker99",
        "alicebakeralicebaker",
        "bakerybakery",
    ] {
        assert_eq!(check(typed), Err(WeakPassword::ResemblesEmail), "{typed}");
    }
}

#[test]
fn password_similar_to_the_site_name_is_refused() {
    for typed in [
        "cookieshop",
        "Cookie Shop",
        "cookie-shop-1",
        "CookieShopCookieShop",
        "shop.example!",
    ] {
        assert_eq!(check(typed), Err(WeakPassword::ResemblesSite), "{typed}");
    }
}

#[test]
fn site_names_shorter_than_three_letters_are_ignored() {
    let policy = PasswordPolicy::new(8, vec!["Oat".into(), "Io".into()]);
    let owner = EmailAddress::parse("alice@bakery.example").unwrap();
    let check = |typed: &str| policy.check(&PlainPassword::new(typed.into()), &owner);
    assert_eq!(check("oat-2026!"), Err(WeakPassword::ResemblesSite));
    assert_eq!(check("oatOatOAT"), Err(WeakPassword::ResemblesSite));
    assert_eq!(check("io-2026-99"), Ok(()));
}

#[test]
fn passphrase_may_contain_the_site_name() {
    for typed in [
        "my cookie shop has no cookies",
        "alice baker likes rain",
        "        ",
        "ok ok ok",
    ] {
        assert_eq!(check(typed), Ok(()), "{typed:?}");
    }
}

#[test]
fn password_is_normalized_before_hashing() {
    let composed = PlainPassword::new("caf\u{e9} au lait".into());
    let decomposed = PlainPassword::new("cafe\u{301} au lait".into());
    assert_eq!(composed.expose(), decomposed.expose());
    let ligature = PlainPassword::new("ﬁ".into());
    assert_ne!(
        ligature.expose(),
        b"fi",
        "NFC, not NFKC: nothing else is folded"
    );
}

#[test]
fn confirmation_must_equal_the_password() {
    let password = |typed: &str| PlainPassword::new(typed.into());
    assert_eq!(password("correct horse"), password("correct horse"));
    assert_ne!(password("correct horse"), password("correct horse "));
    assert!(password("").is_empty() && !password(" ").is_empty());
}

#[test]
fn debug_output_hides_the_password() {
    let shown = format!("{:?}", PlainPassword::new("correct horse".into()));
    assert!(!shown.contains("horse"), "{shown}");
}

proptest! {
    #[test]
    fn whatever_is_typed_there_are_no_composition_rules(typed in "[ a-z]{20,60}|[0-9]{20,40}|\\PC{40,100}") {
        prop_assert_eq!(check(&typed), Ok(()));
    }

    #[test]
    fn whatever_is_typed_is_not_trimmed_folded_or_truncated(typed in "[ -~]{0,200}", extra in "[ -~]") {
        let password = PlainPassword::new(typed.clone());
        prop_assert_eq!(password.expose(), typed.as_bytes());
        for other in [format!("{typed}{extra}"), format!("{extra}{typed}")] {
            prop_assert_ne!(&password, &PlainPassword::new(other));
        }
    }

    #[test]
    fn whatever_is_accepted_is_hashed_as_validated(typed in "\\PC{0,300}|(e\u{301}|\u{e9}|\u{1100}\u{1161}|\u{212b}|\0| ){0,90}") {
        let password = PlainPassword::new(typed.clone());
        let text = String::from_utf8(password.expose().to_vec()).unwrap();
        prop_assert_eq!(password.length(), text.chars().count());
        prop_assert_eq!(&PlainPassword::new(text), &password, "it is the same when typed again");
        if check(&typed).is_ok() {
            prop_assert!((8..=256).contains(&password.length()));
        }
    }
}
