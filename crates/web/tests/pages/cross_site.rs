use axum::{body::Body, http::Request};

use proptest::prelude::*;
use url::Url;

use super::fixture::{ALICE, Choices, FORM, GOOD, Site};

/// The status of a login with these headers.
async fn post(site: &Site, headers: &[(&str, &str)]) -> u16 {
    let request = Request::post("/login").header("content-type", FORM);
    let request = headers
        .iter()
        .fold(request, |request, (k, v)| request.header(*k, *v));
    let body = format!("email={ALICE}&password={}", GOOD.replace(' ', "+"));
    let answer = site
        .browser()
        .send(request.body(body.into()).unwrap())
        .await;
    assert_eq!(answer.set_cookies().is_empty(), answer.status == 403);
    answer.status.as_u16()
}

#[tokio::test]
async fn form_of_another_site_is_refused() {
    for public_url in [None, Some("http://shop.test")] {
        let site = Site::with(Choices {
            public_url,
            ..Choices::default()
        });
        site.logged_in_browser().await;
        for headers in [
            [("sec-fetch-site", "cross-site")].as_slice(),
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "something-new")],
            &[
                ("sec-fetch-site", "same-origin"),
                ("sec-fetch-site", "same-origin"),
            ],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://shop.test"),
            ],
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "http://evil.example"),
            ],
            &[("sec-fetch-site", "none"), ("origin", "null")],
            &[("origin", "http://evil.example")],
            &[("origin", "http://shop.test.evil.example")],
            &[
                ("origin", "http://evil.example"),
                ("referer", "http://shop.test/login"),
            ],
            &[("origin", "http://shop.test:81")],
            &[("origin", "null")],
            &[("origin", "")],
            &[("origin", "rubbish")],
            &[("referer", "http://evil.example/http://shop.test/")],
            &[("referer", "rubbish")],
        ] {
            assert_eq!(
                post(&site, headers).await,
                403,
                "{public_url:?} {headers:?}"
            );
        }
    }
}

#[tokio::test]
async fn form_of_this_site_is_accepted() {
    for public_url in [None, Some("http://shop.test")] {
        let site = Site::with(Choices {
            public_url,
            ..Choices::default()
        });
        site.logged_in_browser().await;
        for headers in [
            [].as_slice(),
            &[("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "none")],
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "http://shop.test"),
            ],
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("origin", "http://shop.test")],
            &[("origin", "http://SHOP.test:80")],
            &[("referer", "http://shop.test/login?next=/")],
        ] {
            assert_eq!(
                post(&site, headers).await,
                303,
                "{public_url:?} {headers:?}"
            );
        }
    }
}

#[tokio::test]
async fn origin_is_compared_with_public_url_not_the_host_header() {
    let public_url = Some("https://shop.example");
    let site = Site::with(Choices {
        public_url,
        ..Choices::default()
    });
    site.logged_in_browser().await;
    assert_eq!(
        post(&site, &[("origin", "https://shop.example")]).await,
        303
    );
    assert_eq!(post(&site, &[("origin", "http://shop.example")]).await, 403);
    assert_eq!(
        post(&site, &[("origin", "http://shop.test")]).await,
        403,
        "the Host header"
    );
}

#[tokio::test]
async fn every_route_including_the_applications_rejects_cross_site_requests() {
    let site = Site::new();
    for path in [
        "/register",
        "/login",
        "/logout",
        "/settings/password",
        "/forgot-password",
        "/reset-password",
        "/verify-email",
        "/verify-email/resend",
        "/confirm-password",
        "/settings/sessions/0198c1f0-a3e5-7bd2-8000-000000000001/revoke",
        "/settings/sessions/revoke-others",
        "/settings/account/delete",
        "/settings/email",
        "/settings/email/confirm",
        "/settings/email/undo",
        "/closed",
        "/nowhere",
    ] {
        let request = Request::post(path).header("sec-fetch-site", "cross-site");
        let answer = site
            .browser()
            .send(request.body(Body::empty()).unwrap())
            .await;
        answer.has_status(403);
    }
    assert_eq!(site.store.asked(), 0);
}

/// Texts that are almost the own origin, and others.
fn origin() -> impl Strategy<Value = String> {
    prop_oneof![
        "https?://(shop\\.test|SHOP\\.test|evil\\.example)(:80|:443|:81|\\.evil\\.example|@evil\\.example|x)?/?",
        "(https?:|null|//|shop\\.test|:80|\\.|@|/|\\\\|evil\\.example|#|\\?|[ -~]){0,7}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn whatever_headers_a_cross_site_form_has_it_is_refused(
        site in prop::sample::select(vec!["cross-site", "same-site", "same-origin", "Same-Origin", "none", ""]),
        origin in origin(),
        referer in origin(),
        sends_site in any::<bool>(),
        sends_origin in any::<bool>(),
    ) {
        let mut headers = vec![("referer", referer.as_str())];
        if sends_site {
            headers.push(("sec-fetch-site", site));
        }
        if sends_origin {
            headers.push(("origin", origin.as_str()));
        }
        let is_here = |text: &str| Url::parse(text).is_ok_and(|url| {
            url.host_str() == Some("shop.test") && matches!(url.port(), None | Some(80))
        });
        let may_pass = match (sends_site, sends_origin) {
            (true, true) => ["same-origin", "none"].contains(&site) && (is_here(&origin) || origin == "null"),
            (true, false) => ["same-origin", "none"].contains(&site),
            (false, true) => is_here(&origin),
            (false, false) => is_here(&referer),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answered = runtime.block_on(async {
            let site = Site::new();
            site.logged_in_browser().await;
            post(&site, &headers).await
        });
        prop_assert!(answered == 403 || may_pass, "{headers:?}: {answered}");
        prop_assert!(answered == 403 || answered == 303, "{headers:?}: {answered}");
    }
}
