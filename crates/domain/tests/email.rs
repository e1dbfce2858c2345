//! Which addresses are the same account, and which texts are not an address.

use proptest::prelude::*;
use vestibule_domain::{EmailAddress, InvalidEmail};

fn canonical(typed: &str) -> String {
    EmailAddress::parse(typed)
        .unwrap_or_else(|error| panic!("{typed:?}: {error}"))
        .canonical()
        .into()
}

#[test]
fn spellings_of_one_address_are_one_account() {
    for typed in [
        "alice@example.com",
        "ALICE@Example.com",
        "  alice@example.com\t\n",
        "ａｌｉｃｅ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "alice@EXAMPLE。com",
    ] {
        assert_eq!(canonical(typed), "alice@example.com", "{typed:?}");
    }
    assert_eq!(
        canonical("bob@Bücher.example"),
        canonical("BOB@xn--bcher-kva.example")
    );
    assert_eq!(
        canonical("jose\u{301}@example.com"),
        canonical("jos\u{e9}@example.com")
    );
}

#[test]
fn similar_looking_addresses_are_different_accounts() {
    assert_ne!(canonical("mıke@example.com"), canonical("mike@example.com"));
    assert_ne!(
        canonical("а@example.com"),
        canonical("a@example.com"),
        "Cyrillic and Latin"
    );
    assert_ne!(
        canonical("a@exаmple.com"),
        canonical("a@example.com"),
        "Cyrillic in the domain"
    );
    assert_ne!(
        canonical("alice+shop@example.com"),
        canonical("alice@example.com")
    );
    assert_ne!(canonical("á@example.com"), canonical("a@example.com"));
}

#[test]
fn address_keeps_its_typed_form() {
    let email = EmailAddress::parse(" Alice@Example.com ").unwrap();
    assert_eq!(email.to_string(), "Alice@Example.com");
}

#[test]
fn invalid_address_is_refused_with_the_reason() {
    use InvalidEmail::*;
    for (typed, reason) in [
        ("", Missing),
        ("   ", Missing),
        ("alice", NoDomain),
        ("@example.com", NoDomain),
        ("alice@", NoDomain),
        ("a@b@example.com", NoDomain),
        ("a＠b@example.com", NoDomain),
        ("al ice@example.com", Local),
        ("al\0ice@example.com", Local),
        ("alice\r\nBcc: eve@example.com", Local),
        ("alice@example.com\r\nBcc", Domain),
        ("al\r\nice@example.com", Local),
        ("\"alice\"@example.com", Local),
        ("alice(home)@example.com", Local),
        ("<alice@example.com>", Local),
        (".alice@example.com", Local),
        ("alice.@example.com", Local),
        ("al..ice@example.com", Local),
        ("a..b@docomo.ne.jp", Local),
        ("abc.@docomo.ne.jp", Local),
        (".abc@ezweb.ne.jp", Local),
        ("al\u{200b}ice@example.com", Local),
        ("\u{202e}ecila@example.com", Local),
        ("alice@localhost", Domain),
        ("alice@example..com", Domain),
        ("alice@example.com.", Domain),
        ("alice@-example.com", Domain),
        ("alice@exa_mple.com", Domain),
        ("alice@exa mple.com", Domain),
        ("alice@[192.0.2.1]", Domain),
        ("alice@192.0.2.1", Domain),
        ("alice@xn--example-.com", Domain),
        ("alice@xn--a.com", Domain),
    ] {
        assert_eq!(
            EmailAddress::parse(typed).map(|email| email.to_string()),
            Err(reason),
            "{typed:?}"
        );
    }
}

#[test]
fn address_length_limits_follow_rfc_5321() {
    let local = "l".repeat(64);
    let label = "d".repeat(61);
    let domain = format!("{label}.{label}.{label}.com"); // 189 octets, 254 in all
    assert!(EmailAddress::parse(&format!("{local}@{domain}")).is_ok());
    assert_eq!(
        EmailAddress::parse(&format!("{local}l@{domain}")),
        Err(InvalidEmail::TooLong)
    );
    assert_eq!(
        EmailAddress::parse(&format!("{local}@d{domain}")),
        Err(InvalidEmail::TooLong)
    );
    assert_eq!(
        EmailAddress::parse(&"x".repeat(1_000_000)),
        Err(InvalidEmail::TooLong)
    );
}

proptest! {
    #[test]
    fn whatever_is_typed_is_kept_unchanged_or_refused(typed in any::<String>()) {
        if let Ok(email) = EmailAddress::parse(&typed) {
            prop_assert_eq!(email.as_str(), typed.trim());
            prop_assert!(email.canonical().len() <= 254);
            prop_assert!(!email.as_str().contains(char::is_control));
        }
    }

    #[test]
    fn whatever_is_accepted_is_safe_in_a_header_and_stable(typed in "\\PC{0,12}@\\PC{0,12}\\.(com|net)") {
        if let Ok(email) = EmailAddress::parse(&typed) {
            let canonical = email.canonical();
            prop_assert_eq!(canonical.matches('@').count(), 1);
            prop_assert!(!canonical.contains(|c: char| c.is_control() || c.is_whitespace() || "<>\"(),:;[]\\".contains(c)));
            prop_assert!(canonical.len() <= 254);
            let again = EmailAddress::parse(canonical).unwrap();
            prop_assert_eq!(again.canonical(), canonical);
        }
    }

    #[test]
    fn whatever_the_address_its_case_creates_no_second_account(local in "[a-z0-9.+]{1,20}", domain in "[a-z0-9]{1,20}") {
        let typed = format!("{local}@{domain}.example");
        if let Ok(email) = EmailAddress::parse(&typed) {
            prop_assert_eq!(email, EmailAddress::parse(&typed.to_uppercase()).unwrap());
        }
    }
}
