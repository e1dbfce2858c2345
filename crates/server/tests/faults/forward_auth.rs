use super::{
    browser::{ALICE, PASSWORD, credentials},
    protected_app::{ProtectedApp, Proxy},
};

const FORGED: &str = "Remote-User: admin\r\nRemote-Email: admin@example.com\r\n\
                      X-Original-URL: https://evil.example/\r\n";
const LOG_IN: &str =
    "http://accounts.example.com/login?next=http%3A%2F%2Fapp.example.com%2Fsecrets%3Fa%3D1%26b%3D2";
const SECRETS: &str = "http://app.example.com/secrets?a=1&b=2";

#[test]
fn nginx_lets_into_a_foreign_application_whom_we_know() {
    lets_in_whom_we_know(Proxy::Nginx);
}

#[test]
fn caddy_lets_into_a_foreign_application_whom_we_know() {
    lets_in_whom_we_know(Proxy::Caddy);
}

fn lets_in_whom_we_know(kind: Proxy) {
    let app = ProtectedApp::start(kind);
    let mut browser = app.accounts.browser();
    app.ask(&browser, "GET", "").leads_to(LOG_IN);
    app.ask(&browser, "POST", "").has_status(401);
    let stranger = app.ask(&browser, "GET", FORGED);
    assert!(!stranger.body.contains("Remote-User"), "{stranger:#?}");
    assert_ne!(stranger.status, 200);

    let credentials = credentials(ALICE, PASSWORD);
    let registered = app.submit(&mut browser, "/register", &credentials);
    registered.leads_to("/");
    app.submit(&mut browser, "/logout", &[]).leads_to("/login");
    let fields = [("email", ALICE), ("password", PASSWORD), ("next", SECRETS)];
    app.submit(&mut browser, "/login", &fields)
        .leads_to(SECRETS);

    for forged in [
        "",
        "Remote-User: admin\r\nRemote-Email: admin@example.com\r\n",
    ] {
        let seen = app.ask(&browser, "GET", forged);
        seen.has_status(200);
        assert!(seen.body.starts_with("GET /secrets?a=1&b=2"), "{seen:#?}");
        let told = |name: &str| {
            let lines = seen.body.lines().filter_map(|line| line.split_once(':'));
            let told = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
            told.map(|(_, value)| value.trim()).collect::<Vec<_>>()
        };
        let user = told("remote-user");
        assert_eq!((user.len(), user[0].len()), (1, 36), "one UUID: {seen:#?}");
        assert_eq!(
            told("remote-email").concat(),
            "",
            "nobody proved it: {seen:#?}"
        );
    }
    let sent = app.ask(&browser, "POST", "");
    sent.has_status(200);
    assert!(sent.body.ends_with("note=hello"), "{sent:#?}");

    let copy = browser.clone();
    app.submit(&mut browser, "/logout", &[]).leads_to("/login");
    app.ask(&copy, "GET", "").leads_to(LOG_IN);
}
