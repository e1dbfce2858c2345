use std::time::Duration;

use axum::{Router, http::HeaderMap, routing::get};
use vestibule::{
    Builder, StartError,
    test::{PASSWORD, site},
};

use crate::shop;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn session_unused_for_two_weeks_expires() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    site.clock().advance(13 * DAY);
    assert_eq!(alice.get("/basket").await.status(), 200);
    site.clock().advance(15 * DAY);
    let answer = alice.get("/basket").await;
    assert_eq!(answer.location(), "/login?next=%2Fbasket");
}

#[tokio::test]
async fn payment_long_after_login_asks_for_the_password() {
    let site = site(shop).await;
    let mut alice = site.logged_in("alice@example.com").await;
    assert_eq!(alice.get("/pay").await.text(), "Paid by alice@example.com");
    site.clock().advance(HOUR);
    let asked = alice.get("/pay").await;
    let form = [("current_password", PASSWORD), ("next", "/pay")];
    let answer = alice.post(asked.location(), &form).await;
    assert_eq!(answer.location(), "/pay");
    assert_eq!(alice.get("/pay").await.text(), "Paid by alice@example.com");
}

#[tokio::test]
async fn link_expires() {
    let site = site(shop).await;
    site.logged_in("alice@example.com").await;
    let mut alice = site.visitor();
    let form = [("email", "alice@example.com")];
    alice.post("/forgot-password", &form).await;
    let emails = site.emails().await;
    assert_eq!(alice.get(emails[0].path()).await.status(), 200);
    site.clock().advance(2 * DAY);
    assert_ne!(alice.get(emails[0].path()).await.status(), 200);
}

#[tokio::test]
async fn attempts_are_limited_and_available_again_after_an_hour() {
    let site = site(shop).await;
    site.logged_in("alice@example.com").await;
    let mut attacker = site.visitor();
    let guess = [("email", "alice@example.com"), ("password", "guess guess")];
    for _ in 0..10 {
        assert_eq!(attacker.post("/login", &guess).await.status(), 422);
    }
    assert_eq!(attacker.post("/login", &guess).await.status(), 429);
    site.clock().advance(HOUR);
    assert_eq!(attacker.post("/login", &guess).await.status(), 422);
}

#[tokio::test]
async fn cookie_is_kept_until_it_expires() {
    let app = async |builder: Builder| {
        let oat = get(([("set-cookie", "taste=oat; Max-Age=60")], "set"));
        let eaten = get(([("set-cookie", "taste=; Max-Age=0")], "eaten"));
        let tell = get(async |headers: HeaderMap| format!("{:?}", headers.get("cookie")));
        let app = Router::new()
            .route("/oat", oat)
            .route("/eaten", eaten)
            .route("/tell", tell);
        Ok::<_, StartError>(builder.build().await?.mount(app))
    };
    let site = site(app).await;
    let mut child = site.visitor();
    child.get("/oat").await;
    assert_eq!(child.get("/tell").await.text(), r#"Some("taste=oat")"#);
    site.clock().advance(Duration::from_secs(61));
    assert_eq!(child.get("/tell").await.text(), "None");
    child.get("/oat").await;
    child.get("/eaten").await;
    assert_eq!(child.get("/tell").await.text(), "None");
}
