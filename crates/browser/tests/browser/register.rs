use super::{person::Person, shop::Shop};

const EMAIL: &str = "alice@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn visitor_registers_with_errors_and_corrects_them() {
    let shop = Shop::open();
    let alice = Person::at(shop.address()).await;

    alice.open("/cookies").await;
    alice.follow("Register").await;
    alice
        .fill_in_registration("alice.example.com", PASSWORD, "seven green lambs")
        .await;
    alice.press("Register").await;
    alice.has_status(422).await;
    assert_eq!(
        alice.error_at("Email").await,
        "Enter a complete email address, such as name@example.com."
    );
    assert_eq!(
        alice.error_at("Password confirmation").await,
        "The password confirmation must match the password."
    );
    assert_eq!(alice.focus().await, "Email", "the first faulty field");
    assert_eq!(alice.value_of("Email").await, "alice.example.com");
    assert_eq!(alice.value_of("Password").await, "");

    alice
        .fill_in_registration(EMAIL, "password", "password")
        .await;
    alice.press("Register").await;
    let advice = alice.error_at("Password").await;
    assert!(advice.contains("This password is too common."), "{advice}");
    assert_eq!(alice.focus().await, "Password");
    assert_eq!(alice.value_of("Email").await, EMAIL);

    alice.fill("Password", PASSWORD).await;
    alice.fill("Password confirmation", PASSWORD).await;
    alice.press("Register").await;
    alice.is_at("/cookies").await;
    alice.reads("Welcome! Your account is ready.").await;
    alice.is_logged_in_as(EMAIL).await;
    alice.reload().await;
    alice.reads_nothing_of("Welcome!").await;
    alice.is_logged_in_as(EMAIL).await;
}

#[tokio::test]
async fn reload_after_registration_of_a_taken_address_shows_the_form() {
    let shop = Shop::open();
    let alice = Person::at(shop.address()).await;
    alice.register(EMAIL, PASSWORD).await;
    alice.log_out().await;

    alice.open("/register").await;
    alice
        .fill_in_registration("ALICE@Example.com", PASSWORD, PASSWORD)
        .await;
    alice.press("Register").await;
    for visit in ["at first", "sent again by F5", "and again"] {
        assert_eq!(
            alice.error_at("Email").await,
            "The email address is already registered.",
            "{visit}"
        );
        alice.has_status(422).await;
        assert_eq!(alice.value_of("Email").await, "ALICE@Example.com");
        alice.reload().await;
    }
}

#[tokio::test]
async fn password_fields_have_autocomplete_and_accept_paste() {
    const MAKES: &str = "new-password";
    const FILLS: &str = "current-password";
    let shop = Shop::open();
    let alice = Person::at(shop.address()).await;

    alice.open("/register").await;
    alice
        .assert_autocomplete(&[
            ("Email", "username"),
            ("Password", MAKES),
            ("Password confirmation", MAKES),
        ])
        .await;
    // With the clipboard: Ctrl-A, Ctrl-C in one field, Ctrl-V in the others.
    let [all, copy, paste] = ["a", "c", "v"].map(|letter| format!("\u{e009}{letter}\u{e000}"));
    alice.fill("Email", PASSWORD).await;
    let email = alice.field("Email").await;
    email.send_keys(&format!("{all}{copy}")).await.unwrap();
    for label in ["Password", "Password confirmation"] {
        let field = alice.field(label).await;
        field.send_keys(&paste).await.unwrap();
        assert_eq!(alice.value_of(label).await, PASSWORD);
    }
    alice.fill("Email", EMAIL).await;
    alice.press("Register").await;
    alice.is_logged_in_as(EMAIL).await;

    alice.open("/settings").await;
    alice
        .assert_autocomplete(&[
            ("Email", "username"),
            ("Current password", FILLS),
            ("Password", MAKES),
            ("Password confirmation", MAKES),
        ])
        .await;
    alice.log_out().await;
    alice
        .assert_autocomplete(&[("Email", "username"), ("Password", FILLS)])
        .await;
}

impl Person {
    async fn assert_autocomplete(&self, fields: &[(&str, &str)]) {
        for (label, autocomplete) in fields {
            let field = self.field(label).await;
            assert_eq!(self.browser.name_of(&field).await, *label);
            let told = field.attr("autocomplete").await.unwrap();
            assert_eq!(told.as_deref(), Some(*autocomplete), "{label}");
            let is_secret = field.attr("type").await.unwrap().as_deref() == Some("password");
            assert_eq!(is_secret, autocomplete.ends_with("password"), "{label}");
        }
    }
}
