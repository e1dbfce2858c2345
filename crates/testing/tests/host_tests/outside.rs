//! Requests that no page sends.

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, Request},
    routing::get,
};
use vestibule::{
    Builder, CurrentUser, EmailVerification, PublicUrl, Route, StartError,
    test::{PASSWORD, site},
};

use crate::shop;

#[tokio::test]
async fn cross_site_form_is_refused() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    let trap = Request::post("/logout").header("sec-fetch-site", "cross-site");
    let answer = alice.send(trap.body("").unwrap()).await;
    assert_eq!(answer.status(), 403);
    assert_eq!(alice.get("/basket").await.status(), 200);
}

#[tokio::test]
async fn api_client_logs_in_and_authenticates_with_its_token() {
    let site = site(shop).await;
    site.logged_in("alice@example.com").await;
    let body =
        format!(r#"{{"email":"alice@example.com","password":"{PASSWORD}","session":"token"}}"#);
    let request = Request::post("/api/v1/session").header("content-type", "application/json");
    let mut program = site.visitor();
    let answer = program.send(request.body(body).unwrap()).await;
    assert_eq!(answer.status(), 201, "{}", answer.text());
    let session: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
    let token = session["token"].as_str().unwrap();
    let request = Request::get("/basket").header("authorization", format!("Bearer {token}"));
    let answer = site.visitor().send(request.body("").unwrap()).await;
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
#[should_panic(expected = "alice@example.com cannot log in")]
async fn test_kit_login_follows_the_rules() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    let form = [
        ("current_password", PASSWORD),
        ("password", "nine crooked lanterns"),
        ("password_confirmation", "nine crooked lanterns"),
    ];
    assert_eq!(alice.post("/settings/password", &form).await.status(), 303);
    site.logged_in("alice@example.com").await;
}

#[tokio::test]
#[should_panic(expected = "with the builder that it is given")]
async fn application_that_ignores_the_builder_is_detected() {
    site(async |_| Ok::<_, StartError>(Router::new())).await;
}

#[tokio::test]
async fn application_handlers_access_the_mounted_accounts() {
    let site = site(shop).await;
    let path = site.accounts().path(Route::SETTINGS);
    let mut alice = site.logged_in("alice@example.com").await;
    assert_eq!(alice.get(&path).await.status(), 200);
}

#[tokio::test]
async fn public_site_is_testable_without_a_mail_server() {
    let site = site(async |builder: Builder| {
        let url = PublicUrl::parse("https://shop.example").unwrap();
        let builder = builder.public_url(url);
        shop(builder.email_verification(EmailVerification::Required)).await
    })
    .await;
    let mut alice = site.logged_in("alice@example.com").await;
    assert_eq!(alice.get("/basket").await.status(), 200);

    let form = [("email", "alice@example.com"), ("password", PASSWORD)];
    let answer = site.visitor().post("/login", &form).await;
    let cookies = answer.headers().get_all("set-cookie");
    assert!(cookies.iter().all(|c| c.as_bytes().starts_with(b"__Host-")));

    let form = [("email", "alice@example.com")];
    alice.post("/forgot-password", &form).await;
    let emails = site.emails().await;
    let email = emails.last().unwrap();
    assert!(
        email
            .link()
            .starts_with("https://shop.example/reset-password?")
    );
    assert_eq!(alice.get(email.path()).await.status(), 200);
}

#[tokio::test]
async fn application_cookie_with_any_text_is_kept_and_keeps_the_session() {
    async fn town() -> [(&'static str, HeaderValue); 1] {
        let cookie = HeaderValue::from_bytes("city=Zürich; Path=/".as_bytes()).unwrap();
        [("set-cookie", cookie)]
    }
    async fn greet(user: CurrentUser, headers: HeaderMap) -> String {
        let cookies = String::from_utf8_lossy(headers["cookie"].as_bytes());
        format!("{} in {cookies}", user.email)
    }
    let site = site(async |builder: Builder| {
        let app = Router::new()
            .route("/town", get(town))
            .route("/greet", get(greet));
        Ok::<_, StartError>(builder.build().await?.mount(app))
    });
    let site = site.await;
    let mut alice = site.logged_in("alice@example.com").await;
    alice.get("/town").await;
    let page = alice.get("/greet").await;
    assert!(page.text().starts_with("alice@example.com in "), "{page:?}");
    assert!(page.text().contains("city=Zürich"), "{page:?}");
}
