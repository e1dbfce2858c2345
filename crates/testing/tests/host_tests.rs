//! The tests of an application that mounts Vestibule, as its developers write them.

use axum::{Router, response::Response, routing::get};
use serde::Serialize;
use vestibule::{
    Builder, CurrentUser, EmailVerification, Pages, RecentlyAuthenticated, StartError, WebError,
    test::{PASSWORD, site},
};

mod host_tests {
    mod outside;
    mod own_table;
    mod suspended;
    mod time;
}

#[derive(Serialize)]
struct Basket {
    cookies: u32,
}

async fn basket(_: CurrentUser, pages: Pages) -> Result<Response, WebError> {
    pages.render("basket.html", &Basket { cookies: 3 }).await
}

async fn pay(owner: RecentlyAuthenticated) -> String {
    format!("Paid by {}", owner.email)
}

/// The function that the `main` of the shop passes to `launch`.
async fn shop(builder: Builder) -> Result<Router, StartError> {
    let accounts = builder
        .site_name("Cookie Shop")
        .template(
            "basket.html",
            r#"{% extends "base.html" %}
            {% block content %}{{ cookies }} cookies for {{ current_user.email }}{% endblock %}"#,
        )
        .build()
        .await?;
    let app = Router::new()
        .route("/basket", get(basket))
        .route("/pay", get(pay));
    Ok(accounts.mount(app))
}

#[tokio::test]
async fn logged_in_user_sees_the_basket_and_visitor_the_login_page() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    let page = alice.get("/basket").await;
    assert_eq!(page.status(), 200);
    assert!(page.text().contains("3 cookies for alice@example.com"));

    let mut visitor = site.visitor();
    let answer = visitor.get("/basket").await;
    assert_eq!(answer.location(), "/login?next=%2Fbasket");
    assert_eq!(visitor.get(answer.location()).await.status(), 200);
}

#[tokio::test]
async fn logout_of_one_user_keeps_the_other_session() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    let mut bob = site.logged_in("bob@example.com").await;
    assert_eq!(alice.post("/logout", &[]).await.location(), "/login");
    assert_eq!(alice.get("/basket").await.status(), 303);
    let page = bob.get("/basket").await;
    assert!(page.text().contains("bob@example.com"), "{}", page.text());
}

#[tokio::test]
async fn user_has_a_session_in_each_of_two_browsers() {
    let site = site(shop).await;
    let mut desk = site.logged_in("alice@example.com").await;
    let mut phone = site.logged_in("Alice@example.com").await;
    phone.post("/logout", &[]).await;
    assert_eq!(desk.get("/basket").await.status(), 200);
}

#[tokio::test]
async fn registration_form_is_followed_by_verification() {
    let site = site(async |builder: Builder| {
        shop(builder.email_verification(EmailVerification::Required)).await
    })
    .await;
    let mut bob = site.visitor();
    let form = [
        ("email", "bob@example.com"),
        ("password", PASSWORD),
        ("password_confirmation", PASSWORD),
    ];
    bob.post("/register", &form).await;
    assert_eq!(bob.get("/basket").await.status(), 303);

    let emails = site.emails().await;
    let [email] = &emails[..] else {
        panic!("{emails:?}")
    };
    assert_eq!(email.to.as_str(), "bob@example.com");
    assert!(email.subject.contains("Cookie Shop"), "{}", email.subject);
    assert!(email.html.contains("<a href"), "{}", email.html);
    let page = bob.get(email.path()).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    let token = email.path().split_once("token=").unwrap().1;
    let form = [
        ("token", token),
        ("intent", "log_in"),
        ("password", PASSWORD),
    ];
    bob.post("/verify-email", &form).await;
    assert_eq!(bob.get("/basket").await.status(), 200);
}

#[tokio::test]
async fn forgotten_password_is_reset_by_the_emailed_link() {
    let site = site(shop).await;
    let mut elsewhere = site.logged_in("alice@example.com").await;
    let mut alice = site.visitor();
    alice
        .post("/forgot-password", &[("email", "alice@example.com")])
        .await;
    let emails = site.emails().await;
    let email = emails.last().unwrap();
    assert!(email.link().starts_with("http://localhost:8000/"));

    assert_eq!(alice.get(email.path()).await.status(), 200);
    let token = email.path().split_once("token=").unwrap().1;
    let new = "nine crooked lanterns";
    let form = [
        ("token", token),
        ("password", new),
        ("password_confirmation", new),
    ];
    assert_eq!(alice.post("/reset-password", &form).await.status(), 303);
    assert_eq!(elsewhere.get("/basket").await.status(), 303, "logged out");

    let form = [("email", "alice@example.com"), ("password", PASSWORD)];
    assert_eq!(alice.post("/login", &form).await.status(), 422);
    let form = [("email", "alice@example.com"), ("password", new)];
    assert_eq!(alice.post("/login", &form).await.status(), 303);
    assert_eq!(alice.get("/basket").await.status(), 200);
}

#[tokio::test]
async fn email_that_was_not_requested_does_not_exist() {
    let site = site(shop).await;
    site.logged_in("alice@example.com").await;
    assert!(site.emails().await.is_empty());
}
