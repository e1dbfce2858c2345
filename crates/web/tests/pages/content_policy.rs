//! What an application may allow on its own pages, and what it cannot relax on those of Vestibule.

use axum::{
    Router,
    http::header::CONTENT_SECURITY_POLICY,
    response::{AppendHeaders, IntoResponse, Response},
    routing::get,
};

use super::fixture::{Choices, Greeting, Site};

const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The policy of a page with these headers.
async fn policies_of(own: &'static [&'static str]) -> Vec<String> {
    let page = move || async move {
        let own = own.iter().map(|policy| (CONTENT_SECURITY_POLICY, *policy));
        (AppendHeaders(own.collect::<Vec<_>>()), "a page").into_response()
    };
    let site = Site::mounted(Choices::default(), Router::new().route("/page", get(page)));
    let answer = site.browser().get("/page").await;
    let policies = answer.headers.get_all(CONTENT_SECURITY_POLICY).iter();
    policies
        .map(|policy| policy.to_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn relaxed_content_policy_stays_strict_in_other_directives() {
    let images = policies_of(&["img-src 'self' https://images.example"]).await;
    let rest = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; \
                frame-ancestors 'none'";
    assert_eq!(
        images,
        [format!("img-src 'self' https://images.example; {rest}")]
    );

    let own_default = policies_of(&["Default-Src 'self' https://cdn.example;"]).await;
    let rest = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    assert_eq!(
        own_default,
        [format!("Default-Src 'self' https://cdn.example; {rest}")]
    );

    let framed = policies_of(&["frame-ancestors https://partner.example"]).await;
    assert!(framed[0].starts_with("frame-ancestors https://partner.example; default-src 'none';"));
    assert_eq!(framed[0].matches("frame-ancestors").count(), 1);
}

#[tokio::test]
async fn empty_content_policy_is_the_strict_default() {
    for own in [&[][..], &[""], &[";;"], &["\u{e9}"]] {
        assert_eq!(policies_of(own).await, [STRICT], "{own:?}");
    }
    // Browsers enforce all of several policies, so each must be complete.
    let two = policies_of(&["script-src 'self'", "img-src 'none'"]).await;
    assert_eq!(two.len(), 2);
    assert!(
        two.iter()
            .all(|policy| policy.contains("frame-ancestors 'none'"))
    );
}

/// As an application sets it for all of its pages, before `mount`.
#[tokio::test]
async fn application_layer_does_not_apply_to_account_pages() {
    async fn loosen(mut answer: Response) -> Response {
        let headers = answer.headers_mut();
        let loose = "default-src * 'unsafe-inline'; form-action *; base-uri *; frame-ancestors *";
        headers.insert(CONTENT_SECURITY_POLICY, loose.parse().unwrap());
        headers.insert("x-frame-options", "ALLOWALL".parse().unwrap());
        answer
    }
    let host: Router<Greeting> = Router::new()
        .route("/page", get("a page"))
        .layer(axum::middleware::map_response(loosen));
    let site = Site::mounted(Choices::default(), host);
    let mut browser = site.logged_in_browser().await;
    let page = browser.get("/page").await;
    assert!(
        page.header("content-security-policy")
            .starts_with("default-src * ")
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    for path in [
        "/login",
        "/settings",
        "/settings/sessions",
        "/settings/account",
        "/reset-password",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.header("content-security-policy"), STRICT, "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
    }
}
