use axum::{body::Body, http::Request};
use vestibule_domain::EmailVerification;

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, FORM, GOOD, Site, register},
};

mod properties;

/// The pages of emailed links.
const LINK_PAGES: [&str; 4] = [
    "/reset-password",
    "/verify-email",
    "/settings/email/confirm",
    "/settings/email/undo",
];

/// The pages with which an unauthenticated client causes an email.
const MAILING_PAGES: [&str; 2] = ["/forgot-password", "/verify-email/resend"];

async fn post(browser: &mut Browser, path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path).header("content-type", FORM);
    browser.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn broken_encodings_and_repeated_fields_are_bad_requests() {
    let site = Site::new();
    for path in ["/register", "/login"] {
        for body in [
            b"email=%ff%fe&password=x".as_slice(),
            b"email=%c3%28",
            b"email=\xff\xfe",
            b"email=a&email=b",
            b"password=a&password=b",
            b"next=/a&next=/b",
        ] {
            let page = post(&mut site.browser(), path, body.to_vec()).await;
            page.has_status(400);
            page.shows("<!doctype html>");
        }
    }
}

#[tokio::test]
async fn repeated_token_or_email_parameter_is_a_bad_request() {
    let site = Site::mailing(EmailVerification::Optional);
    for path in LINK_PAGES {
        for body in ["token=a&token=b", "token=%ff"] {
            let page = post(&mut site.browser(), path, body).await;
            page.has_status(400);
        }
    }
    for path in MAILING_PAGES {
        let body = "email=a@example.com&email=b@example.com";
        let page = post(&mut site.browser(), path, body).await;
        page.has_status(400);
    }
    assert_eq!(site.emailed().await, []);
}

#[tokio::test]
async fn missing_field_is_an_error_on_the_form_and_unknown_fields_are_ignored() {
    let site = Site::new();
    for body in [
        "",
        "&&&",
        "=",
        "=&=",
        "%",
        "%%%",
        "a=b",
        "email",
        "email[]=a&email.x=b",
    ] {
        for path in ["/register", "/login"].into_iter().chain(MAILING_PAGES) {
            post(&mut site.browser(), path, body).await.has_status(422);
        }
    }
}

#[tokio::test]
async fn input_is_escaped() {
    let site = Site::mailing(EmailVerification::Off);
    let mut browser = site.browser();
    let typed = r#""><script>alert(1)</script>{{1234*5678}}'"#;
    for path in ["/register", "/login"].into_iter().chain(MAILING_PAGES) {
        let page = browser
            .post(path, &[("email", typed), ("next", "/\"><script>")])
            .await;
        page.has_status(422);
        page.hides("<script");
        page.hides("7006652");
        page.shows("&lt;script&gt;alert(1)");
    }
    browser
        .get("/%22%3E%3Cscript%3E?%3Cscript%3E")
        .await
        .hides("<script");
}

#[tokio::test]
async fn control_characters_do_not_reach_the_store() {
    let site = Site::new();
    for email in [
        "al\0ice@example.com",
        "a@example.com\r\nBcc: b@example.com",
        "\u{1b}[31m@example.com",
    ] {
        let fields = [
            ("email", email),
            ("password", "x"),
            ("password_confirmation", "x"),
        ];
        site.browser()
            .post("/register", &fields)
            .await
            .has_status(422);
    }
    assert_eq!(site.store.asked(), 0);
}

#[tokio::test]
async fn malformed_cookie_is_anonymous_and_cleared() {
    let site = Site::new();
    for value in [
        "",
        "x",
        "\"\"",
        "a=b=c",
        "%00",
        &"A".repeat(42),
        &"A".repeat(4000),
        "../../etc",
    ] {
        let request = Request::get("/login").header("cookie", format!("vestibule_session={value}"));
        let answer = site
            .browser()
            .send(request.body(Body::empty()).unwrap())
            .await;
        answer.has_status(200);
        answer.hides("Logged in as");
        assert!(
            answer.set_cookies()[0].starts_with("vestibule_session=;"),
            "{value}"
        );
    }
    assert_eq!(site.store.asked(), 0, "nothing to look up");
}

#[tokio::test]
async fn malformed_cookies_are_ignored() {
    let site = Site::new();
    let many = (0..100)
        .map(|n| format!("c{n}=v"))
        .collect::<Vec<_>>()
        .join("; ");
    for cookies in [
        b"\xff\xfe".as_slice(),
        b"=; ;;=",
        b"vestibule_flash=W10",
        many.as_bytes(),
    ] {
        let request = Request::get("/login").header("cookie", cookies);
        site.browser()
            .send(request.body(Body::empty()).unwrap())
            .await
            .has_status(200);
    }
}

#[tokio::test]
async fn query_cannot_put_text_on_a_page() {
    let site = Site::new();
    let mut browser = site.browser();
    let forged = r#"[{"level":"info","text":{"text":"Call 555 to verify"}}]"#;
    for value in [forged.to_owned(), format!("{}{forged}", "A".repeat(44))] {
        let value = url::form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>();
        browser.cookies.insert("vestibule_flash".into(), value);
        browser.get("/login").await.hides("555");
    }
}

#[tokio::test]
async fn path_variations_never_bypass_authentication() {
    let site = Site::new();
    for path in [
        "//closed",
        "/closed/",
        "/CLOSED",
        "/./closed",
        "/%63losed",
        "/closed;x",
        "/closed%00",
    ] {
        let answer = site.browser().get(path).await;
        assert!(
            [303, 404].contains(&answer.status.as_u16()),
            "{path}: {}",
            answer.status
        );
        answer.hides("Hello");
    }
}

#[tokio::test]
async fn authenticated_forms_are_parsed_strictly() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let forms = [
        ("/confirm-password", "current_password=a&current_password=b"),
        ("/confirm-password", "next=/a&next=/b"),
        ("/settings/account/delete", "confirmation=a&confirmation=b"),
        ("/settings/account/delete", "confirmation=%ff"),
    ];
    for (path, body) in forms {
        post(&mut browser, path, body).await.has_status(400);
    }
    for path in ["/confirm-password", "/settings/account/delete"] {
        for body in ["", "&&&", "%", "a=b", "confirmation[]=a"] {
            post(&mut browser, path, body).await.has_status(422);
        }
    }
    let typed = r#""><script>alert(1)</script>{{1234*5678}}'"#;
    let fields = [("confirmation", typed), ("next", "/\"><script>")];
    for path in ["/confirm-password", "/settings/account/delete"] {
        let page = browser.post(path, &fields).await;
        page.has_status(422);
        page.hides("<script");
        page.hides("7006652");
    }
}
