use vestibule_domain::{Disclosure, EmailKind, EmailVerification, Policy};

use super::fixture::{ALICE, Choices, GOOD, Site, log_in, register};

#[tokio::test]
async fn registration_creates_an_account_and_opens_a_session() {
    let site = Site::new();
    let mut browser = site.browser();
    register(&mut browser, ALICE, GOOD)
        .await
        .leads_to("/cookies");
    let page = browser.get("/login").await;
    page.shows("Logged in as <strong>alice@example.com</strong>.");
    page.shows(r#"<a href="/logout">Logout</a>"#);
    page.shows("Welcome! Your account is ready.");
    browser.get("/login").await.hides("Welcome!");
}

#[tokio::test]
async fn registration_redirects_to_next() {
    let site = Site::new();
    let mut browser = site.browser();
    browser
        .get("/register?next=/closed%3Fa=b")
        .await
        .shows(r#"name="next" value="/closed?a=b""#);
    let fields = [
        ("email", ALICE),
        ("password", GOOD),
        ("password_confirmation", GOOD),
        ("next", "/closed?a=b"),
    ];
    browser
        .post("/register", &fields)
        .await
        .leads_to("/closed?a=b");
}

#[tokio::test]
async fn invalid_field_shows_its_error_and_keeps_the_input() {
    let site = Site::new();
    let fields = [
        ("email", "alice@example"),
        ("password", GOOD),
        ("password_confirmation", "correct horse bakery"),
        ("next", "/closed"),
    ];
    let page = site.browser().post("/register", &fields).await;
    page.has_status(422);
    page.shows(r#"value="alice@example""#);
    page.shows("The part after the @ is not a domain such as example.com.");
    page.shows("The password confirmation must match the password.");
    page.shows(r#"aria-describedby="email-error" autofocus"#);
    page.shows(r#"id="password_confirmation-error" role="alert""#);
    page.shows(r#"name="next" value="/closed""#);
    page.shows("<title>Error: ");
    page.hides(GOOD);
    page.hides("bakery");
}

#[tokio::test]
async fn taken_address_is_reported_at_the_address_field() {
    let site = Site::new();
    register(&mut site.browser(), ALICE, GOOD).await;
    let page = register(&mut site.browser(), "ALICE@Example.com", GOOD).await;
    page.has_status(422);
    page.shows("The email address is already registered.");
    page.shows(r#"value="ALICE@Example.com""#);
    assert!(page.set_cookies().is_empty());
}

#[tokio::test]
async fn weak_password_is_refused_with_reason_and_advice() {
    let site = Site::new();
    for (password, reason) in [
        ("short", "at least 8 characters"),
        ("", "Enter a password with at least 8 characters."),
        ("iloveyou", "This password is too common."),
        ("alice@example.com", "your email address"),
        (&"a".repeat(257), "at most 256 characters"),
    ] {
        let page = register(&mut site.browser(), ALICE, password).await;
        page.has_status(422);
        page.shows(reason);
        page.shows(r#"id="password-error" role="alert""#);
    }
    assert_eq!(site.hasher.work(), 0, "nothing was hashed");
}

#[tokio::test]
async fn all_errors_of_a_form_are_shown_together() {
    let site = Site::new();
    let fields = [
        ("email", "alice"),
        ("password", "short"),
        ("password_confirmation", "shorter"),
    ];
    let page = site.browser().post("/register", &fields).await;
    page.has_status(422);
    for field in ["email", "password", "password_confirmation"] {
        page.shows(&format!(r#"id="{field}-error" role="alert""#));
    }
    assert_eq!(page.body.matches("autofocus").count(), 1);
    let page = site.browser().post("/register", &[]).await;
    page.shows("Enter your email address.");
    page.shows("Enter a password with at least 8 characters.");

    let mut alice = site.logged_in_browser().await;
    let fields = [("password", "iloveyou"), ("password_confirmation", "x")];
    let page = alice.post("/settings/password", &fields).await;
    page.has_status(422);
    page.shows("Enter your password.");
    page.shows("This password is too common.");
    page.shows("must match");
}

#[tokio::test]
async fn registration_revokes_the_previous_session_of_the_browser() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let mut copy = browser.clone();
    register(&mut browser, "bob@example.com", GOOD)
        .await
        .leads_to("/cookies");
    browser.get("/closed").await.shows("Hello, bob@example.com");
    copy.get("/closed").await.leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn registration_discloses_no_account_with_disclosure_none() {
    let site = Site::with(Choices {
        policy: Policy::default().with(|policy| {
            policy.verification = EmailVerification::Required;
            policy.disclosure = Disclosure::None;
            policy.sends_email = true;
        }),
        ..Choices::default()
    });
    register(&mut site.browser(), ALICE, GOOD).await;
    site.deliver().await;
    site.store.asked();
    let mut seen = Vec::new();
    for email in [ALICE, "bob@example.com"] {
        let (statements, hashes) = (site.store.work(), site.hasher.work());
        let answer = register(&mut site.browser(), email, "a staple of another kind").await;
        answer.leads_to("/mail-sent");
        seen.push((
            format!("{:?}", answer.headers),
            answer.body,
            site.store.asked(),
            site.store.work() - statements,
            site.hasher.work() - hashes,
        ));
    }
    assert_eq!(seen[0], seen[1]);
    let emailed = &site.emailed().await[1..];
    assert!(emailed.contains(&(ALICE.to_owned(), EmailKind::AlreadyRegistered)));
    assert!(emailed.contains(&("bob@example.com".to_owned(), EmailKind::VerifyEmail)));
    log_in(&mut site.browser(), ALICE, "a staple of another kind")
        .await
        .has_status(422);
}
