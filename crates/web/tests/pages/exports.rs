//! The memory of an export of an account.

use std::time::Duration;

use axum::http::Request;
use tower::ServiceExt;

use super::{
    browser::Browser,
    fixture::{GOOD, Site, register},
};

const EXPORT: &str = "/settings/account/export";

async fn browser_of(site: &Site, number: usize) -> Browser {
    let mut browser = site.browser();
    let own = format!("user{number}@example.com");
    register(&mut browser, &own, GOOD)
        .await
        .leads_to("/cookies");
    browser
}

fn request(browser: &Browser) -> Request<axum::body::Body> {
    let cookies = browser.cookies.iter();
    let cookies: Vec<_> = cookies
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request = Request::get(EXPORT).header("cookie", cookies.join("; "));
    request.body(axum::body::Body::empty()).unwrap()
}

/// A client that does not read its export keeps it in memory.
#[tokio::test(start_paused = true)]
async fn at_most_two_exports_are_in_memory() {
    let site = Site::new();
    let mut unread = Vec::new();
    for number in 0..2 {
        let browser = browser_of(&site, number).await;
        let answer = site.app.clone().oneshot(request(&browser)).await.unwrap();
        assert_eq!(answer.status(), 200);
        unread.push(answer);
    }
    let mut third = browser_of(&site, 2).await;
    let refused = third.get(EXPORT).await;
    refused.has_status(503);
    assert_eq!(refused.header("retry-after"), "5");

    drop(unread.pop());
    third.get(EXPORT).await.has_status(200);
}

#[tokio::test]
async fn eleventh_export_within_an_hour_returns_429() {
    let site = Site::new();
    let mut browser = browser_of(&site, 0).await;
    for _ in 0..10 {
        browser.get(EXPORT).await.has_status(200);
    }
    let refused = browser.get(EXPORT).await;
    refused.has_status(429);
    site.clock.advance(Duration::from_secs(6 * 60));
    browser.get(EXPORT).await.has_status(200);
}
