use super::{
    browser::{ALICE, PASSWORD, credentials},
    protected_app::{ProtectedApp, Proxy},
};

/// Names that CGI, WSGI and PHP read as `Remote-User` and `Remote-Email`.
const ALIASES: [[&str; 2]; 7] = [
    ["Remote-User", "Remote-Email"],
    ["remote-user", "remote-email"],
    ["Remote_User", "Remote_Email"],
    ["REMOTE_USER", "REMOTE_EMAIL"],
    ["Remote.User", "Remote.Email"],
    ["Remote~User", "Remote~Email"],
    ["Remote!User", "Remote!Email"],
];
const LOG_IN: &str =
    "http://accounts.example.com/login?next=http%3A%2F%2Fapp.example.com%2Fsecrets%3Fa%3D1%26b%3D2";
const SECRETS: &str = "http://app.example.com/secrets?a=1&b=2";

#[test]
fn nginx_forward_auth_admits_authenticated_users_only() {
    admits_authenticated_users_only(Proxy::Nginx);
}

#[test]
fn caddy_forward_auth_admits_authenticated_users_only() {
    admits_authenticated_users_only(Proxy::Caddy);
}

fn admits_authenticated_users_only(kind: Proxy) {
    let app = ProtectedApp::start(kind);
    let mut browser = app.accounts.browser();
    app.ask(&browser, "GET", "").leads_to(LOG_IN);
    app.ask(&browser, "POST", "").has_status(401);
    for forged in forgeries() {
        app.ask(&browser, "GET", &forged).leads_to(LOG_IN);
    }

    let credentials = credentials(ALICE, PASSWORD);
    let registered = app.submit(&mut browser, "/register", &credentials);
    registered.leads_to("/");
    app.submit(&mut browser, "/logout", &[]).leads_to("/login");
    let fields = [("email", ALICE), ("password", PASSWORD), ("next", SECRETS)];
    app.submit(&mut browser, "/login", &fields)
        .leads_to(SECRETS);

    let seen = app.ask(&browser, "GET", "");
    seen.has_status(200);
    assert!(seen.body.starts_with("GET /secrets?a=1&b=2"), "{seen:#?}");
    let user = variable(&seen.body, "REMOTE_USER").unwrap();
    assert_eq!(user.len(), 36, "one UUID: {seen:#?}");
    for forged in forgeries() {
        let seen = app.ask(&browser, "GET", &forged);
        seen.has_status(200);
        let variable = |name| variable(&seen.body, name);
        assert_eq!(
            variable("REMOTE_USER").as_ref(),
            Some(&user),
            "{forged}: {seen:#?}"
        );
        let email = variable("REMOTE_EMAIL").unwrap_or_default();
        assert_eq!(email, "", "it is not verified: {forged}: {seen:#?}");
    }
    let sent = app.ask(&browser, "POST", "");
    sent.has_status(200);
    assert!(sent.body.ends_with("note=hello"), "{sent:#?}");

    let copy = browser.clone();
    app.submit(&mut browser, "/logout", &[]).leads_to("/login");
    app.ask(&copy, "GET", "").leads_to(LOG_IN);
}

/// Headers of a client that claims to be another user, each one alone and all at once.
fn forgeries() -> Vec<String> {
    let aliases =
        ALIASES.map(|[user, email]| format!("{user}: admin\r\n{email}: admin@example.com\r\n"));
    let all = aliases.concat();
    let original = "X-Original-URL: https://evil.example/\r\n";
    let forwarded = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n\
                     X-Forwarded-Uri: /\r\nForwarded: for=1.1.1.1;host=evil.example\r\n";
    let aliases = aliases
        .into_iter()
        .chain([all, original.to_owned(), forwarded.to_owned()]);
    let hops = ["", "Connection: close, Remote-User, Remote-Email\r\n"];
    aliases
        .flat_map(|alias| hops.map(|hop| format!("{hop}{alias}")))
        .collect()
}

/// A header as an application reads it that turns headers into variables (RFC 3875, 4.1.18): characters
/// other than letters and digits become underscores, and lines with the same name are joined.
fn variable(request: &str, name: &str) -> Option<String> {
    let folded = |header: &str| header.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let headers = request.lines().skip(1).take_while(|line| !line.is_empty());
    let values = headers.filter_map(|line| {
        let (header, value) = line.split_once(':')?;
        let is_it = folded(header).eq_ignore_ascii_case(name);
        is_it.then(|| value.trim().to_owned())
    });
    values.reduce(|one, other| one + "," + &other)
}
