use vestibule_domain::{Disclosure, EmailAddress, Policy, Store, Timestamp};

use super::fixture::{ALICE, Choices, GOOD, Site, log_in, register};

fn email(typed: &str) -> EmailAddress {
    EmailAddress::parse(typed).unwrap()
}

#[tokio::test]
async fn login_redirects_to_next() {
    let site = Site::new();
    site.logged_in_browser().await;
    let mut browser = site.browser();
    log_in(&mut browser, "Alice@EXAMPLE.com", GOOD)
        .await
        .leads_to("/cookies");
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
}

#[tokio::test]
async fn session_cookie_is_host_only_http_only_and_not_persistent() {
    let site = Site::new();
    site.logged_in_browser().await;
    let answer = log_in(&mut site.browser(), ALICE, GOOD).await;
    let [cookie, device] = answer.set_cookies()[..] else {
        panic!("{:#?}", answer.set_cookies());
    };
    assert!(device.starts_with("vestibule_device="), "{device}");
    let (name, rest) = cookie.split_once('=').unwrap();
    let (token, attributes) = rest.split_once("; ").unwrap();
    assert_eq!(name, "vestibule_session");
    assert_eq!(token.len(), 43);
    assert_eq!(attributes, "HttpOnly; SameSite=Lax; Path=/");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn session_cookie_on_https_has_the_host_prefix() {
    let public_url = Some("https://shop.test");
    let site = Site::with(Choices {
        public_url,
        ..Choices::default()
    });
    let answer = register(&mut site.browser(), ALICE, GOOD).await;
    let session = answer
        .set_cookies()
        .into_iter()
        .find(|c| c.contains("session"))
        .unwrap();
    assert!(
        session.starts_with("__Host-vestibule_session="),
        "{session}"
    );
    assert!(
        session.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/"),
        "{session}"
    );
}

#[tokio::test]
async fn remembered_session_has_a_persistent_cookie() {
    let site = Site::new();
    site.logged_in_browser().await;
    let fields = [("email", ALICE), ("password", GOOD), ("remember", "on")];
    let answer = site.browser().post("/login", &fields).await;
    assert!(
        answer.set_cookies()[0].contains("Max-Age=2592000"),
        "{:?}",
        answer.set_cookies()
    );
}

#[tokio::test]
async fn login_does_not_disclose_accounts() {
    let site = Site::new();
    site.logged_in_browser().await;
    site.store.asked();
    let before = site.hasher.work();
    let known = log_in(&mut site.browser(), ALICE, "wrong password").await;
    let cost = (site.store.asked(), site.hasher.work() - before);
    let unknown = log_in(&mut site.browser(), "alibi@example.com", "wrong password").await;
    assert_eq!(
        (site.store.asked(), site.hasher.work() - before - cost.1),
        cost
    );
    known.has_status(422);
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.headers, unknown.headers);
    assert_eq!(
        known.body.replace(ALICE, "?"),
        unknown.body.replace("alibi@example.com", "?")
    );
    known.shows(r#"role="alert""#);
    known.shows(r#"value="alice@example.com""#);
    known.hides("wrong password");
}

#[tokio::test]
async fn disclosure_all_shows_the_tutorial_messages() {
    let policy = Policy::default().with(|policy| policy.disclosure = Disclosure::All);
    let site = Site::with(Choices {
        policy,
        ..Choices::default()
    });
    site.logged_in_browser().await;
    let unknown = log_in(&mut site.browser(), "nobody@example.com", GOOD).await;
    unknown.has_status(422);
    unknown.shows("No user with the given email address was found.");
    let wrong = log_in(&mut site.browser(), ALICE, "wrong password").await;
    wrong.has_status(422);
    wrong.shows("The password does not appear to be correct.");
}

#[tokio::test]
async fn disabled_login_is_explained_with_the_correct_password_only() {
    let site = Site::new();
    let mut inside = site.logged_in_browser().await;
    let found = site
        .store
        .users()
        .find_credential(&email(ALICE))
        .await
        .unwrap();
    let alice = found.unwrap().user.id;
    let mut unit = site.store.begin().await.unwrap();
    let since = Some(Timestamp::from_unix_seconds(0));
    assert!(unit.users().set_disabled(alice, since).await.unwrap());
    unit.sessions().delete_all(alice, None).await.unwrap();
    unit.commit().await.unwrap();
    inside.get("/closed").await.has_status(303);
    let wrong = log_in(&mut site.browser(), ALICE, "wrong password").await;
    wrong.has_status(422);
    wrong.hides("locked");
    let right = log_in(&mut site.browser(), ALICE, GOOD).await;
    right.has_status(422);
    right.shows("This account is disabled. Contact the site administrator.");
    right.shows(r#"role="alert""#);
    assert_eq!(right.header("set-cookie"), "");
}

#[tokio::test]
async fn next_to_another_site_redirects_to_the_default_page() {
    let site = Site::new();
    site.logged_in_browser().await;
    for next in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/..//evil.example",
    ] {
        let fields = [("email", ALICE), ("password", GOOD), ("next", next)];
        site.browser()
            .post("/login", &fields)
            .await
            .leads_to("/cookies");
        let query = url::form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>();
        site.browser()
            .get(&format!("/login?next={query}"))
            .await
            .hides("evil");
    }
}

#[tokio::test]
async fn fixed_session_does_not_survive_the_login() {
    let site = Site::new();
    let attacker = site.logged_in_browser().await;
    let mut victim = site.browser();
    register(&mut victim, "victim@example.com", GOOD).await;
    let mut victim = attacker.clone();
    log_in(&mut victim, "victim@example.com", GOOD)
        .await
        .leads_to("/cookies");
    assert_ne!(
        victim.cookies["vestibule_session"],
        attacker.cookies["vestibule_session"]
    );
    attacker
        .clone()
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn empty_form_shows_an_error_at_each_field() {
    let site = Site::new();
    let page = site.browser().post("/login", &[]).await;
    page.has_status(422);
    page.shows("Enter your email address.");
    page.shows("Enter your password.");
    assert_eq!((site.hasher.work(), site.store.asked()), (0, 0));
}

/// The field with the focus.
fn focused(page: &super::browser::Answer) -> &str {
    let inputs = page.body.split("<input ").skip(1);
    let inputs = inputs.map(|rest| rest.split('>').next().unwrap());
    let focused: Vec<_> = inputs.filter(|input| input.contains("autofocus")).collect();
    assert_eq!(focused.len(), 1, "{}", page.body);
    let (_, name) = focused[0].split_once("name=\"").unwrap();
    name.split('"').next().unwrap()
}

#[tokio::test]
async fn failed_login_focuses_the_password_field() {
    let site = Site::new();
    register(&mut site.browser(), ALICE, GOOD).await;
    let page = log_in(&mut site.browser(), ALICE, "not the password").await;
    assert_eq!(focused(&page), "password");
    let page = log_in(&mut site.browser(), "nobody@example.com", GOOD).await;
    assert_eq!(focused(&page), "password");
    let page = log_in(&mut site.browser(), ALICE, "").await;
    assert_eq!(focused(&page), "password");
    for typed in ["", "alice"] {
        let page = log_in(&mut site.browser(), typed, GOOD).await;
        assert_eq!(focused(&page), "email", "{typed}");
    }
    site.store.switch_off();
    let page = log_in(&mut site.browser(), ALICE, GOOD).await;
    page.has_status(503);
    assert_eq!(focused(&page), "password");
}

#[tokio::test]
async fn message_after_a_redirect_takes_the_focus_once() {
    let site = Site::new();
    let mut alice = site.browser();
    register(&mut alice, ALICE, GOOD).await;
    let page = alice.get("/login").await;
    page.shows(r#"<div class="messages" tabindex="-1" autofocus>"#);
    assert_eq!(page.body.matches("autofocus").count(), 1);
    let page = alice.get("/login").await;
    page.hides("autofocus");
}
