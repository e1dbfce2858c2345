//! An application with a prefix for the pages, and its own redirect targets.

use axum::{Router, routing::get};
use vestibule_domain::{EmailKind, EmailVerification};
use vestibule_web::{CurrentUser, Route, require_login};

use super::{
    browser::{Answer, App, Browser},
    fixture::{ALICE, Choices, GOOD, Greeting, Site, log_in},
};

fn site() -> Site {
    Site::with(Choices {
        at: Some(("/account", "vestibule")),
        ..Choices::default()
    })
}

async fn register(browser: &mut Browser, at: &str) -> Answer {
    let fields = [
        ("email", ALICE),
        ("password", GOOD),
        ("password_confirmation", GOOD),
    ];
    browser.post(&format!("{at}/register"), &fields).await
}

/// The targets of links, forms and resources of a page.
fn links(answer: &Answer) -> Vec<String> {
    let attributes = ["href=\"", "action=\"", "src=\""];
    let links = attributes.into_iter().flat_map(|attribute| {
        let pieces = answer.body.split(attribute).skip(1);
        pieces.map(|piece| piece.split('"').next().unwrap().to_owned())
    });
    links.filter(|link| link.starts_with('/')).collect()
}

#[tokio::test]
async fn every_link_stays_below_the_prefix() {
    let site = site();
    let mut browser = site.browser();
    register(&mut browser, "/account")
        .await
        .leads_to("/cookies");
    let mut seen = 0;
    for mut browser in [browser, site.browser()] {
        for route in Route::all() {
            let answer = browser.get(&format!("/account{}", route.path())).await;
            assert_ne!(answer.status, 404, "{route:?}");
            let elsewhere = answer.header("location").to_owned();
            for link in links(&answer).iter().chain([&elsewhere]) {
                let is_below = link.is_empty() || link.starts_with("/account/");
                assert!(is_below, "{route:?} leads to {link}");
                seen += 1;
            }
            if route == Route::LOG_OUT {
                register(&mut browser, "/account").await;
            }
        }
    }
    assert!(seen > 100, "{seen} links were seen");
}

/// A form may have another target than its page.
#[tokio::test]
async fn every_redirect_after_a_form_stays_below_the_prefix() {
    let site = Site::with(Choices {
        at: Some(("/account", "vestibule")),
        policy: Site::mailing_policy(EmailVerification::Optional),
        ..Choices::default()
    });
    let below = |answer: &Answer| {
        assert_eq!(answer.status, 303, "{}", answer.body);
        let target = answer.header("location").to_owned();
        assert!(target.starts_with("/account/"), "it leads to {target}");
    };
    let mut browser = site.browser();
    register(&mut browser, "/account").await;
    let verify = site.emailed_link(EmailKind::VerifyEmail).await;
    let form = [("token", verify.as_str()), ("intent", "verify")];
    below(&browser.post("/account/verify-email", &form).await);
    let form = [("email", ALICE)];
    below(&browser.post("/account/verify-email/resend", &form).await);
    below(&browser.post("/account/forgot-password", &form).await);
    let ask = [("current_password", GOOD), ("email", "new@example.com")];
    below(&browser.post("/account/settings/email", &ask).await);
    let back = site.emailed_link(EmailKind::EmailChangeRequested).await;
    let forth = site.emailed_link(EmailKind::ChangeEmail).await;
    // With a session, and without one.
    let confirm = [("token", forth.as_str())];
    below(
        &browser
            .post("/account/settings/email/confirm", &confirm)
            .await,
    );
    let change = [
        ("current_password", GOOD),
        ("password", "staple of another kind"),
        ("password_confirmation", "staple of another kind"),
    ];
    below(&browser.post("/account/settings/password", &change).await);
    below(
        &browser
            .post("/account/settings/sessions/revoke-others", &[])
            .await,
    );
    let undo = [("token", back.as_str())];
    below(
        &site
            .browser()
            .post("/account/settings/email/undo", &undo)
            .await,
    );
    let reset = site.emailed_link(EmailKind::ResetPassword).await;
    let choose = [
        ("token", reset.as_str()),
        ("password", GOOD),
        ("password_confirmation", GOOD),
    ];
    below(
        &site
            .browser()
            .post("/account/reset-password", &choose)
            .await,
    );
}

#[tokio::test]
async fn pages_are_served_below_the_prefix_only() {
    let site = site();
    for route in Route::all() {
        site.browser().get(route.path()).await.has_status(404);
    }
}

#[tokio::test]
async fn page_below_the_prefix_has_its_style_sheet() {
    let site = site();
    let page = site.browser().get("/account/login").await;
    let style = links(&page).into_iter().find(|link| link.ends_with(".css"));
    let style = site.browser().get(&style.unwrap()).await;
    style.has_status(200);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn application_page_knows_the_user_logged_in_below_the_prefix() {
    let site = site();
    let mut browser = site.browser();
    let closed = browser.get("/closed").await;
    closed.leads_to("/account/login?next=%2Fclosed");
    let registered = register(&mut browser, "/account").await;
    for cookie in registered.set_cookies() {
        let mut attributes = cookie.split("; ").skip(1);
        assert!(
            attributes.any(|attribute| attribute == "Path=/"),
            "{cookie}"
        );
    }
    browser.get("/closed").await.shows(ALICE);
    let left = browser.get("/account/logout").await;
    left.leads_to("/account/login");
    browser.get("/open").await.shows("visitor");
}

#[tokio::test]
async fn registration_that_sends_an_email_stays_below_the_prefix() {
    let site = Site::with(Choices {
        at: Some(("/my/account", "vestibule")),
        policy: Site::mailing_policy(EmailVerification::Required),
        ..Choices::default()
    });
    let mut browser = site.browser();
    let sent = register(&mut browser, "/my/account").await;
    sent.leads_to("/my/account/mail-sent");
}

#[tokio::test]
async fn custom_login_page_chooses_the_next_page() {
    let site = Site::with(Choices {
        login_url: Some("/enter"),
        logged_out_url: Some("/bye"),
        ..Choices::default()
    });
    let mut browser = site.browser();
    browser
        .get("/closed")
        .await
        .leads_to("/enter?next=%2Fclosed");
    browser.get("/register").await.shows(r#"href="/enter""#);
    register(&mut browser, "").await.leads_to("/cookies");
    browser.get("/logout").await.leads_to("/bye");
}

/// Customers and staff: two instances with their own accounts, pages and sessions.
#[tokio::test]
async fn two_kinds_of_accounts_coexist_in_one_application() {
    async fn name(user: CurrentUser) -> String {
        user.email.to_string()
    }
    let site = |at: &'static str, page: &'static str| {
        let choices = Choices {
            at: Some((at, at.trim_start_matches('/'))),
            ..Choices::default()
        };
        let pages = Router::<Greeting>::new()
            .route(page, get(name))
            .route_layer(axum::middleware::from_fn(require_login));
        Site::mounted(choices, pages)
    };
    let (shop, staff) = (site("/shop", "/basket"), site("/staff", "/stock"));
    let app = shop.app.clone().merge(staff.app.clone());
    let mut browser = Browser::new(App::new(&app));
    register(&mut browser, "/shop").await.leads_to("/cookies");
    browser.get("/basket").await.has_status(200);
    let stock = browser.get("/stock").await;
    stock.leads_to("/staff/login?next=%2Fstock");
    register(&mut browser, "/staff").await.leads_to("/cookies");
    browser.get("/stock").await.has_status(200);
    browser.get("/shop/logout").await.leads_to("/shop/login");
    browser
        .get("/basket")
        .await
        .leads_to("/shop/login?next=%2Fbasket");
    browser.get("/stock").await.has_status(200);
}

#[tokio::test]
async fn reauthentication_problem_has_the_path_below_the_prefix() {
    let site = site();
    let mut browser = site.browser();
    register(&mut browser, "/account").await;
    site.clock.advance(std::time::Duration::from_secs(60 * 60));
    let request = axum::http::Request::post("/account/settings/sessions/revoke-others")
        .header("accept", "application/json")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", super::fixture::FORM);
    let answer = browser
        .send(request.body(axum::body::Body::empty()).unwrap())
        .await;
    answer.has_status(403);
    answer.shows("at /account/confirm-password");
    log_in(&mut browser, ALICE, GOOD).await.has_status(404);
}
