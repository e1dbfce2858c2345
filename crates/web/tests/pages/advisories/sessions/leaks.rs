//! What responses disclose, and which headers of a request are trusted.

use super::*;

#[tokio::test]
async fn cve_2021_21241_no_page_contains_a_token() {
    let site = Site::new();
    let mut browser = site.browser();
    let registered = register(&mut browser, ALICE, GOOD).await;
    let secret = token(&browser);
    registered.hides(&secret);
    for path in [
        "/login",
        "/register",
        "/settings",
        "/settings/sessions",
        "/settings/account",
        "/settings/account/export",
        "/settings/activity",
        "/settings/email",
        "/confirm-password",
        "/open",
        "/nowhere",
    ] {
        let answer = browser.get(path).await;
        answer.hides(&secret);
        assert!(!format!("{:?}", answer.headers).contains(&secret), "{path}");
    }
    let logged_in = log_in(&mut browser, ALICE, GOOD).await;
    let secret = token(&browser);
    logged_in.hides(&secret);
    assert!(!logged_in.header("location").contains(&secret));
}

#[tokio::test]
async fn cve_2023_30861_response_with_a_cookie_is_not_cached() {
    let site = Site::mailing(EmailVerification::Off);
    let mut browser = site.browser();
    let forms: [(&str, &[(&str, &str)]); 5] = [
        ("/login", &[("email", ALICE), ("password", GOOD)]),
        ("/forgot-password", &[("email", ALICE)]),
        ("/settings/sessions/revoke-others", &[]),
        ("/confirm-password", &[("current_password", GOOD)]),
        ("/logout", &[]),
    ];
    let mut answers = vec![register(&mut browser, ALICE, GOOD).await];
    for (path, fields) in forms {
        answers.push(browser.post(path, fields).await);
        answers.push(browser.get("/login").await); // removes the message
        answers.push(holder(&site, "rubbish").get("/static").await);
    }
    let with_cookie = answers
        .iter()
        .filter(|answer| !answer.set_cookies().is_empty());
    let with_cookie: Vec<&Answer> = with_cookie.collect();
    assert!(with_cookie.len() > 10);
    for answer in with_cookie {
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(
            answer.header("vary").contains("Cookie"),
            "{:?}",
            answer.headers
        );
    }
}

#[tokio::test]
async fn cve_2014_0482_no_header_authenticates_a_user() {
    let site = Site::new();
    site.logged_in_browser().await;
    for header in [
        "remote-user",
        "remote_user",
        "x-remote-user",
        "x-auth-user",
        "x_auth_user",
        "x-forwarded-user",
        "x-forwarded-email",
        "x-user-id",
        "authorization",
        "cookie2",
    ] {
        let request = Request::get("/closed").header(header, ALICE);
        let answer = site
            .browser()
            .send(request.body(Body::empty()).unwrap())
            .await;
        answer.leads_to(ASKED);
    }
}
