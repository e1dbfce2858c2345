//! Headers of every response, also of errors (OWASP ASVS 5.0, 3.4).

use axum::{
    body::Body,
    http::{Request, header},
};
use vestibule_domain::EmailVerification;
use vestibule_web::Route;

use super::{
    browser::{Answer, Browser},
    fixture::{Choices, FORM, Site},
    headers::style_path,
};

const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

#[track_caller]
fn is_guarded(answer: &Answer, hsts: &str, what: &str) {
    for (name, value) in [
        ("content-security-policy", STRICT),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", hsts),
        // No script of another site can read a response, and none names the software (3.4.2, 13.4.6).
        ("access-control-allow-origin", ""),
        ("server", ""),
        ("x-powered-by", ""),
    ] {
        let all: Vec<_> = answer.headers.get_all(name).iter().collect();
        assert!(all.len() <= 1, "{what}: {all:?}");
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let media_type = answer.header("content-type");
    let is_text = media_type.starts_with("text/");
    assert!(
        !is_text || media_type.ends_with("; charset=utf-8"),
        "{what}: {media_type}"
    );
    assert!(
        answer.body.is_empty() || !media_type.is_empty(),
        "{what}: {}",
        answer.body
    );
}

async fn send(browser: &mut Browser, method: &str, path: &str) -> Answer {
    let request = Request::builder().method(method).uri(path);
    let request = request.header(header::CONTENT_TYPE, FORM);
    browser.send(request.body(Body::empty()).unwrap()).await
}

/// Every route with every method, with and without a session.
#[tokio::test]
async fn every_route_sends_security_headers() {
    for (public_url, hsts) in [(None, ""), (Some("https://shop.test"), "max-age=31536000")] {
        let site = Site::with(Choices {
            public_url,
            ..Choices::default()
        });
        let person = site.logged_in_browser().await;
        let ours = Route::all().map(Route::path);
        let hosts = [
            "/open",
            "/closed",
            "/static",
            "/nowhere",
            "/assets/nothing.css",
            "/api/v1/session",
            "/api/v1/account",
            "/api/v1/openapi.json",
            "/api/v1/docs",
            "/api/v1/nowhere",
        ];
        for path in ours.into_iter().chain(hosts) {
            for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
                for browser in [site.browser(), person.clone()] {
                    let answer = send(&mut browser.clone(), method, path).await;
                    let what = format!("{method} {path} {}", answer.status);
                    is_guarded(&answer, hsts, &what);
                    assert!(answer.status.as_u16() < 500, "{what}");
                }
            }
        }
    }
}

/// And every kind of error.
#[tokio::test]
async fn every_error_response_sends_security_headers() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut person = site.logged_in_browser().await;
    let style = style_path(&person.get("/login").await.body);
    let get = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    let post = |media_type: &str, site: &str, body: String| {
        let request = Request::post("/login").header("content-type", media_type);
        let request = request.header("sec-fetch-site", site);
        request.body(body.into()).unwrap()
    };
    let program = Request::get("/closed").header("accept", "application/json");
    let program = program.body(Body::empty()).unwrap();
    let ours = "same-origin";
    for (request, status) in [
        (get(&style), 200),
        (get("/closed"), 303),
        (post(FORM, ours, "email=a&email=b".into()), 400),
        (program, 401),
        (post(FORM, "cross-site", String::new()), 403),
        (get("/nowhere"), 404),
        (Request::patch("/login").body(Body::empty()).unwrap(), 405),
        (get("/verify-email?token="), 410),
        (post(FORM, ours, "x".repeat(64 * 1024 + 1)), 413),
        (post("text/plain", ours, String::new()), 415),
        (post(FORM, ours, String::new()), 422),
        (get("/panic"), 500),
    ] {
        let what = format!("{} {}", request.method(), request.uri());
        let mut answer = site.browser().send(request).await;
        assert_eq!(answer.status.as_u16(), status, "{what}");
        if what.contains("token=") {
            // Stricter: the target of the redirect does not learn the URL.
            let strict = answer.headers.remove("referrer-policy");
            assert_eq!(strict.unwrap(), "strict-origin");
            answer
                .headers
                .insert("referrer-policy", "same-origin".parse().unwrap());
        }
        is_guarded(&answer, "", &format!("{what} {status}"));
    }
    site.store.switch_off();
    for path in ["/settings", "/readyz"] {
        let answer = person.get(path).await;
        answer.has_status(503);
        is_guarded(&answer, "", path);
    }
}
