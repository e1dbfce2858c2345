use axum::{Router, response::IntoResponse, routing::get};
use proptest::prelude::*;
use vestibule_templates::Message;
use vestibule_web::{Flash, home};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, Choices, GOOD, Site, register},
};

fn speaking(site: &Site, languages: &str) -> Browser {
    let mut browser = site.browser();
    languages.clone_into(&mut browser.languages);
    browser
}

fn vary(answer: &Answer) -> Vec<&str> {
    let lines = answer.headers.get_all("vary").iter();
    lines.map(|line| line.to_str().unwrap()).collect()
}

#[tokio::test]
async fn austrian_german_falls_back_to_german() {
    let site = Site::new();
    let page = speaking(&site, "de-AT,de;q=0.9").get("/login").await;
    page.has_status(200);
    page.shows(r#"<html lang="de">"#);
    page.shows("<h1>Anmelden</h1>");
    page.shows("Neu hier?");
    assert_eq!(page.header("content-language"), "de");
    assert_eq!(vary(&page), ["Cookie", "Accept-Language"]);
}

#[tokio::test]
async fn unknown_language_falls_back_to_english() {
    let site = Site::new();
    let long = "x".repeat(10 * 1024);
    let many = "x-y;q=0.5,".repeat(1024);
    for languages in ["", "*", "tlh", ";q=;", "日本語", "\u{fffd}", &long, &many] {
        let page = speaking(&site, languages).get("/login").await;
        page.has_status(200);
        page.shows(r#"<html lang="en">"#);
        assert_eq!(page.header("content-language"), "en");
    }
}

proptest! {
    #[test]
    fn whatever_header_is_sent_the_page_returns_no_internal_error(languages in "[\\x20-\\x7e\u{80}-\u{7ff}]{0,80}") {
        let site = Site::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let page = runtime.block_on(speaking(&site, &languages).get("/login"));
        prop_assert_eq!(page.status.as_u16(), 200);
        prop_assert!(["en", "de", "fr"].contains(&page.header("content-language")));
    }
}

#[tokio::test]
async fn form_errors_are_in_the_page_language() {
    let site = Site::new();
    let mut browser = speaking(&site, "de");
    let empty = browser.post("/login", &[]).await;
    empty.has_status(422);
    empty.shows("<title>Fehler: Anmelden");
    empty.shows("Geben Sie Ihre E-Mail-Adresse ein.");
    empty.shows("Geben Sie Ihr Passwort ein.");
    let wrong = [("email", ALICE), ("password", GOOD)];
    let wrong = browser.post("/login", &wrong).await;
    wrong.has_status(422);
    wrong.shows("Die E-Mail-Adresse oder das Passwort ist nicht richtig.");
    let short = register(&mut browser, ALICE, "kurz").await;
    short.shows("Das Passwort muss mindestens 8 Zeichen haben.");
}

#[tokio::test]
async fn error_page_is_in_the_requested_language() {
    let site = Site::new();
    let mut browser = speaking(&site, "fr");
    for (path, title) in [
        ("/nowhere", "<h1>Page introuvable</h1>"),
        ("/panic", "<h1>Une erreur s’est produite</h1>"),
    ] {
        let page = browser.get(path).await;
        page.shows(title);
        assert_eq!(page.header("content-language"), "fr", "{path}");
    }
    site.store.switch_off();
    let form = [("email", ALICE), ("password", GOOD)];
    let failed = browser.post("/login", &form).await;
    failed.has_status(503);
    failed.shows("Une erreur s’est produite de notre côté lors de la connexion.");
}

#[tokio::test]
async fn flash_message_is_in_the_language_of_the_page_that_shows_it() {
    let site = Site::new();
    let mut browser = speaking(&site, "de");
    register(&mut browser, ALICE, GOOD)
        .await
        .leads_to("/cookies");
    browser.languages = "fr".to_owned();
    let page = browser.get("/login").await;
    page.shows("Bienvenue\u{202F}! Votre compte est prêt.");
    browser.get("/login").await.hides("Bienvenue");
}

#[tokio::test]
async fn unknown_flash_message_of_another_version_is_omitted() {
    async fn leave(flash: Flash) -> impl IntoResponse {
        (flash, "left")
    }
    let unknown = || leave(Flash::info(Message::new("of-a-later-version")));
    let unfit = || leave(Flash::info(Message::new("password-too-short")));
    let text = || leave(Flash::info("login-title"));
    let host = Router::new()
        .route("/", get(home))
        .route("/unknown", get(unknown))
        .route("/unfit", get(unfit))
        .route("/text", get(text));
    let site = Site::mounted(Choices::default(), host);
    let mut browser = site.browser();
    for path in ["/unknown", "/unfit"] {
        assert_eq!(browser.get(path).await.set_cookies().len(), 1);
        let page = browser.get("/").await;
        page.has_status(200);
        page.hides("class=\"message");
    }
    browser.get("/text").await;
    browser
        .get("/")
        .await
        .shows(r#"role="status">login-title</p>"#);
}

#[tokio::test]
async fn response_without_texts_does_not_depend_on_the_language() {
    let site = Site::new();
    let style = site.browser().get("/login").await;
    let from = style.body.find("/assets/style-").unwrap();
    let style = style.body[from..].split('"').next().unwrap();
    let mut browser = speaking(&site, "de");
    for path in [style, "/static", "/open", "/healthz", "/closed", "/logout"] {
        let answer = browser.get(path).await;
        assert!(!vary(&answer).contains(&"Accept-Language"), "{path}");
        assert_eq!(answer.header("content-language"), "", "{path}");
    }
}
