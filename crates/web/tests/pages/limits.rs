//! Rate limits, over HTTP.

use std::{net::Ipv6Addr, time::Duration};

use axum::http::Request;
use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, FORM, GOOD, Site, log_in, register},
};

const UNKNOWN: &str = "nobod@example.com";
const SCHOOL: [u8; 4] = [198, 51, 100, 7];

async fn site_of_alice() -> Site {
    let site = Site::mailing(EmailVerification::Off);
    register(&mut site.browser(), ALICE, GOOD).await;
    site
}

/// The parts of a response about an address that must not depend on the account.
fn observable_parts(answer: Answer, address: &str) -> (u16, String, String) {
    let mut headers = answer.headers;
    headers.remove("set-cookie");
    let body = answer.body.replace(address, "ADDRESS");
    (answer.status.as_u16(), format!("{headers:?}"), body)
}

#[tokio::test]
async fn eleventh_guess_returns_429_for_known_and_unknown_addresses() {
    let site = site_of_alice().await;
    for attempt in 1..=12 {
        let known = log_in(&mut site.browser(), ALICE, "wrong").await;
        let unknown = log_in(&mut site.browser(), UNKNOWN, "wrong").await;
        known.has_status(if attempt <= 10 { 422 } else { 429 });
        assert_eq!(
            observable_parts(known, ALICE),
            observable_parts(unknown, UNKNOWN),
            "{attempt}"
        );
    }
}

#[tokio::test]
async fn rate_limited_form_shows_the_retry_time_and_keeps_its_input() {
    let site = site_of_alice().await;
    for _ in 0..10 {
        log_in(&mut site.browser(), ALICE, "wrong").await;
    }
    site.clock.advance(Duration::from_secs(90));
    let stopped = log_in(&mut site.browser(), ALICE, GOOD).await;
    stopped.has_status(429);
    assert_eq!(stopped.header("retry-after"), "270");
    stopped.shows("Too many attempts. Please wait 5 minutes and try again.");
    stopped.shows(&format!(r#"value="{ALICE}""#));
    stopped.shows(r#"href="/forgot-password""#);
    site.clock.advance(Duration::from_secs(270));
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
}

#[tokio::test]
async fn known_browser_is_not_locked_out_by_guesses_of_others() {
    let site = site_of_alice().await;
    let mut own = site.browser();
    log_in(&mut own, ALICE, GOOD).await.leads_to("/cookies");
    own.post("/logout", &[]).await;
    for _ in 0..20 {
        log_in(&mut site.browser(), ALICE, "wrong").await;
    }
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(429);
    log_in(&mut own, ALICE, GOOD).await.leads_to("/cookies");
}

#[tokio::test]
async fn password_reset_logs_the_owner_in_during_guessing() {
    let site = site_of_alice().await;
    let mut owner = site.browser();
    owner.post("/forgot-password", &[("email", ALICE)]).await;
    let link = site.emailed_link(EmailKind::ResetPassword).await;
    for _ in 0..20 {
        log_in(&mut site.browser(), ALICE, "wrong").await;
    }
    let new = "a staple of another kind";
    let fields = [
        ("token", link.as_str()),
        ("password", new),
        ("password_confirmation", new),
    ];
    owner
        .post("/reset-password", &fields)
        .await
        .leads_to("/login");
    log_in(&mut owner, ALICE, new).await.leads_to("/cookies");
}

#[tokio::test]
async fn reauthentication_forms_limit_guessing() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let wrong = [
        ("current_password", "wrong"),
        ("password", "a staple of another kind"),
        ("password_confirmation", "a staple of another kind"),
    ];
    for _ in 0..10 {
        let refused = browser.post("/settings/password", &wrong).await;
        refused.has_status(422);
    }
    for path in ["/settings/password", "/confirm-password"] {
        let stopped = browser.post(path, &wrong).await;
        stopped.has_status(429);
        stopped.shows("Too many attempts.");
    }
}

#[tokio::test]
async fn fourth_email_within_an_hour_returns_429_for_all_addresses() {
    let site = site_of_alice().await;
    for asked in 1..=4 {
        for path in ["/forgot-password", "/verify-email/resend"] {
            let known = site.browser().post(path, &[("email", ALICE)]).await;
            let unknown = site.browser().post(path, &[("email", UNKNOWN)]).await;
            known.has_status(if asked <= 3 { 303 } else { 429 });
            assert_eq!(
                observable_parts(known, ALICE),
                observable_parts(unknown, UNKNOWN),
                "{path} {asked}"
            );
        }
    }
}

async fn register_pupil(site: &Site, number: u32) -> Answer {
    let address = format!("pupil{number}@school.example");
    register(&mut site.browser_at(SCHOOL), &address, GOOD).await
}

#[tokio::test]
async fn thirty_five_users_behind_one_address_register_and_log_in() {
    let site = Site::new();
    for number in 0..35 {
        register_pupil(&site, number).await.leads_to("/cookies");
    }
    for number in 0..35 {
        let address = format!("pupil{number}@school.example");
        log_in(&mut site.browser_at(SCHOOL), &address, GOOD)
            .await
            .leads_to("/cookies");
    }
}

#[tokio::test]
async fn registrations_from_one_network_are_limited() {
    let site = Site::new();
    for number in 0..100 {
        register_pupil(&site, number).await.leads_to("/cookies");
    }
    let stopped = register_pupil(&site, 100).await;
    stopped.has_status(429);
    stopped.shows("<p class=\"status\">429</p>");
    site.browser_at(SCHOOL)
        .get("/register")
        .await
        .has_status(200);
    register(&mut site.browser_at([203, 0, 113, 1]), ALICE, GOOD)
        .await
        .leads_to("/cookies");
    site.clock.advance(Duration::from_secs(60 * 60));
    register_pupil(&site, 101).await.leads_to("/cookies");
}

/// One guess at each of many accounts, until a limit stops it.
async fn spray(mut browser: impl FnMut(u32) -> Browser) -> u32 {
    for guessed in 0..5_000 {
        let address = format!("user{guessed}@example.com");
        let answer = log_in(&mut browser(guessed), &address, "password1").await;
        if answer.status == 429 {
            return guessed;
        }
        answer.has_status(422);
    }
    panic!("no limit stops the spraying");
}

#[tokio::test]
async fn password_spraying_from_one_network_is_limited() {
    let site = Site::new();
    let sprayed = spray(|_| site.browser_at([192, 0, 2, 66])).await;
    assert_eq!(sprayed, 60);
    let mapped = Ipv6Addr::from_bits(0xffff_c000_0242);
    assert_eq!(
        spray(|_| site.browser_at(mapped)).await,
        0,
        "192.0.2.66 too"
    );
    let before = site.hasher.work();
    spray(|_| site.browser_at([192, 0, 2, 66])).await;
    assert_eq!(site.hasher.work(), before, "nothing is hashed");
}

#[tokio::test]
async fn addresses_of_one_ipv6_network_share_a_limit() {
    let network = 0x2001_0db8_00aa_bb00_u128 << 64;
    let sprayed = |from: fn(u128, u32) -> u128| async move {
        let site = Site::new();
        spray(|n| site.browser_at(Ipv6Addr::from_bits(from(network, n)))).await
    };
    let in_64 = sprayed(|network, n| network | u128::from(n) << 20 | 1).await;
    assert_eq!(in_64, 60);
    let in_56 = sprayed(|network, n| network | u128::from(n % 256) << 64).await;
    assert_eq!(in_56, 4 * 60);
    let in_48 = sprayed(|network, n| network ^ u128::from(n * 257 % 65_536) << 64).await;
    assert_eq!(in_48, 16 * 60);
}

#[tokio::test]
async fn successful_login_does_not_reset_the_network_limit() {
    let site = site_of_alice().await;
    let mut stopped = 0;
    for number in 0..60 {
        let mut browser = site.browser_at(SCHOOL);
        match number % 2 {
            0 => log_in(&mut browser, ALICE, GOOD).await,
            _ => log_in(&mut browser, &format!("user{number}@example.com"), "x").await,
        };
        stopped = number + 1;
    }
    assert_eq!(stopped, 60);
    log_in(&mut site.browser_at(SCHOOL), ALICE, GOOD)
        .await
        .has_status(429);
}

#[tokio::test]
async fn header_of_an_untrusted_client_does_not_change_the_network() {
    let site = Site::new();
    let guess = |n: u32| {
        let mut browser = site.browser_at(SCHOOL);
        async move {
            let request = Request::post("/login")
                .header("content-type", FORM)
                .header("sec-fetch-site", "same-origin")
                .header("x-forwarded-for", format!("10.0.{}.{}", n / 256, n % 256))
                .header("forwarded", format!("for=10.1.0.{n}"))
                .header("x-real-ip", format!("10.2.0.{n}"));
            let body = format!("email=user{n}%40example.com&password=x");
            browser.send(request.body(body.into()).unwrap()).await
        }
    };
    for n in 0..60 {
        guess(n).await.has_status(422);
    }
    guess(60).await.has_status(429);
}

#[tokio::test]
async fn guessing_of_link_tokens_is_limited() {
    let site = Site::new();
    let mut last = 0;
    for _ in 0..61 {
        let token = "A".repeat(43);
        let path = format!("/reset-password?token={token}");
        last = site.browser_at(SCHOOL).get(&path).await.status.as_u16();
    }
    assert_eq!(last, 429);
}

/// One account must not send emails to any number of mailboxes through one network, nor flood one
/// mailbox.
#[tokio::test]
async fn changes_of_address_count_as_emails_of_their_network_and_their_account() {
    let site = Site::mailing(EmailVerification::Off);
    let mut asked = 0;
    for account in 0..10 {
        let mut browser = site.browser_at(SCHOOL);
        let own = format!("user{account}@example.com");
        register(&mut browser, &own, GOOD).await;
        for change in 0..7 {
            site.clock.advance(Duration::from_secs(3));
            let new = format!("new{account}.{change}@example.org");
            let fields = [("current_password", GOOD), ("email", new.as_str())];
            let answer = browser.post("/settings/email", &fields).await;
            let is_sent = change < 5 && asked < 60;
            answer.has_status(if is_sent { 303 } else { 429 });
            asked += 1;
        }
    }
}
