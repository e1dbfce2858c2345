//! The tests of the shop, with `vestibule::test`: its pages with and without a session.

use std::{collections::BTreeSet, time::Duration};

use axum::http::Request;
use cookieshop::shop;
use vestibule::test::{PASSWORD, site};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn cookies_page_is_public() {
    let site = site(shop).await;
    let page = site.visitor().get("/cookies").await;
    assert_eq!(page.status(), 200);
    assert!(page.text().contains("Ginger Snap"), "{}", page.text());
}

#[tokio::test]
async fn logged_in_user_orders_and_sees_only_own_orders() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    let mut bob = site.logged_in("bob@example.com").await;
    let form = [("cookie", "pistachio"), ("quantity", "3")];
    let answer = alice.post("/checkout", &form).await;
    assert_eq!(answer.location(), "/checkout");
    let page = alice.get("/checkout").await;
    let thanks = "Thank you! Order 1: 3 × Pistachio for €9.60.";
    assert!(page.text().contains(thanks), "{}", page.text());
    let page = bob.get("/checkout").await;
    assert!(!page.text().contains("Order 1"), "{}", page.text());
}

#[tokio::test]
async fn invalid_quantity_is_refused_without_an_order() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    for quantity in ["0", "100", "-1", "many", ""] {
        let form = [("cookie", "pistachio"), ("quantity", quantity)];
        let page = alice.post("/checkout", &form).await;
        assert_eq!(page.status(), 422, "{quantity}");
        assert!(page.text().contains("a number from 1 to 99"));
    }
    let form = [("cookie", "pistachio"), ("quantity", "1")];
    alice.post("/checkout", &form).await;
    let page = alice.get("/checkout").await;
    assert!(page.text().contains("Order 1:"), "{}", page.text());
}

#[tokio::test]
async fn visitor_who_orders_logs_in_and_returns_to_the_cookie() {
    let site = site(shop).await;
    site.logged_in("alice@example.com").await; // has an account from now on
    let mut alice = site.visitor();
    let wanted = "/checkout?cookie=ginger-snap";
    let asked = alice.get(wanted).await;
    assert!(asked.location().starts_with("/login?next="));
    let form = [
        ("email", "alice@example.com"),
        ("password", PASSWORD),
        ("next", wanted),
    ];
    assert_eq!(alice.post("/login", &form).await.location(), wanted);
    assert_eq!(alice.get(wanted).await.status(), 200);
}

#[tokio::test]
async fn checkout_after_two_weeks_asks_for_login() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    site.clock().advance(15 * DAY);
    let answer = alice.get("/checkout").await;
    assert_eq!(answer.location(), "/login?next=%2Fcheckout");
}

#[tokio::test]
async fn registration_opens_a_session_and_sends_a_verification_email() {
    let site = site(shop).await;
    let mut carol = site.visitor();
    let form = [
        ("email", "carol@example.com"),
        ("password", PASSWORD),
        ("password_confirmation", PASSWORD),
    ];
    let answer = carol.post("/register", &form).await;
    assert_eq!(answer.location(), "/cookies");
    let emails = site.emails().await;
    assert_eq!(emails.len(), 1);
    assert_eq!(emails[0].to.as_str(), "carol@example.com");
    assert_eq!(carol.get(emails[0].path()).await.status(), 200);
}

/// The pages in one language: titles, alerts, texts for screen readers, and all other text.
async fn texts_in(language: &str) -> BTreeSet<String> {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    let mut found = BTreeSet::new();
    let order = [("cookie", "ginger-snap"), ("quantity", "3")];
    for (path, form) in [
        ("/cookies", None),
        ("/checkout", None),
        ("/checkout", Some([order[0], ("quantity", "many")])),
        ("/checkout", Some(order)),
        ("/checkout", None),
    ] {
        let page = alice.send(request(language, path, form.as_ref())).await;
        if page.status() != 303 {
            let lang = format!("<html lang=\"{language}\">");
            assert!(page.text().contains(&lang), "{path}: {}", page.text());
            found.extend(texts(page.text()));
        }
    }
    found
}

fn request(language: &str, path: &str, form: Option<&[(&str, &str); 2]>) -> Request<String> {
    let request = Request::builder().uri(path);
    let request = request.header("accept-language", language);
    let Some([cookie, quantity]) = form else {
        return request.body(String::new()).unwrap();
    };
    let request = request.method("POST");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let request = request.header("sec-fetch-site", "same-origin");
    let form = [cookie, quantity].map(|(name, value)| format!("{name}={value}"));
    request.body(form.join("&")).unwrap()
}

/// The text between the tags, and the labels in attributes.
fn texts(html: &str) -> BTreeSet<String> {
    let labels = html.split("aria-label=\"").skip(1);
    let labels = labels.filter_map(|rest| rest.split('"').next());
    let between = html.split('>').filter_map(|rest| rest.split('<').next());
    let texts = labels.chain(between).map(str::trim);
    let is_said = |text: &&str| text.chars().any(char::is_alphabetic);
    texts.filter(is_said).map(str::to_owned).collect()
}

#[tokio::test]
async fn shop_pages_are_completely_translated() {
    let english = texts_in("en").await;
    let german = texts_in("de").await;
    let french = texts_in("fr").await;
    // The name of the navigation is the same in English and French; the account menu has an initial.
    let names = ["Vestibule", "alice@example.com", "A", "Site"].map(str::to_owned);
    for (one, other) in [(&english, &german), (&english, &french), (&german, &french)] {
        let same: BTreeSet<_> = one.intersection(other).collect();
        assert!(same.iter().all(|text| names.contains(text)), "{same:?}");
    }
}

#[tokio::test]
async fn order_confirmation_is_in_the_browser_language() {
    for (language, thanks) in [
        ("en", "Thank you! Order 1: 3 × Ginger Snap for €5.70."),
        (
            "de",
            "Vielen Dank! Bestellung 1: 3 × Ingwerkeks für 5,70\u{a0}€.",
        ),
        (
            "fr",
            "Merci\u{202f}! Commande 1\u{202f}: 3 × Croquant au gingembre pour 5,70\u{a0}€.",
        ),
    ] {
        let texts = texts_in(language).await;
        assert!(texts.contains(thanks), "{language}: {texts:?}");
    }
}
