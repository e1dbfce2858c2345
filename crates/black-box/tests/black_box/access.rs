use std::fmt::Debug;

use super::{
    browser::{ALICE, Answer, Browser, PASSWORD},
    server::{Server, folder},
};

const BOB: &str = "bob@example.com";
const ROUTES: [&str; 8] = [
    "/",
    "/register",
    "/login",
    "/settings",
    "/settings/password",
    "/healthz",
    "/readyz",
    "/nowhere",
];

fn ask(browser: &Browser, method: &str, path: &str) -> Answer {
    let request = browser.request(method, path, &[]);
    browser.ask(&request).unwrap().answer().unwrap()
}

#[test]
fn each_route_admits_only_its_documented_users() {
    let folder = folder();
    let server = Server::start(&folder);
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let visitor = server.browser();
    for (method, path, to_visitor, to_alice) in [
        ("GET", "/", 200, 200),
        ("GET", "/register", 200, 200),
        ("POST", "/register", 422, 422),
        ("GET", "/login", 200, 200),
        ("POST", "/login", 422, 422),
        ("GET", "/settings", 303, 200),
        ("POST", "/settings", 405, 405),
        ("GET", "/settings/password", 405, 405),
        ("POST", "/settings/password", 303, 422),
        ("GET", "/healthz", 200, 200),
        ("GET", "/readyz", 200, 200),
        ("GET", "/assets/", 404, 404),
        ("GET", "/assets/secret.key", 404, 404),
        ("GET", "/assets/..%2f..%2fdata%2fsecret.key", 404, 404),
        ("GET", "/data/secret.key", 404, 404),
        ("GET", "/.env", 404, 404),
        ("GET", "/nowhere", 404, 404),
    ] {
        let answer = ask(&visitor, method, path);
        assert_eq!(answer.status, to_visitor, "{method} {path}: {answer:#?}");
        answer.hides("Logged in as");
        let answer = ask(&alice, method, path);
        assert_eq!(answer.status, to_alice, "{method} {path}: {answer:#?}");
    }
    assert!(alice.is_logged_in());
}

#[test]
fn request_without_html_gets_a_status_and_no_redirect() {
    let folder = folder();
    let server = Server::start(&folder);
    for (method, path) in [("GET", "/settings"), ("POST", "/settings/password")] {
        let browser = server.browser();
        let request = browser.request(method, path, &[]);
        let request = request.replace("Accept: text/html", "Accept: application/json");
        let answer = browser.ask(&request).unwrap().answer().unwrap();
        answer.has_status(401);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[test]
fn users_read_and_change_only_their_own_data() {
    let folder = folder();
    let server = Server::start(&folder);
    let (mut alice, mut bob) = (server.browser(), server.browser());
    alice.register(ALICE, PASSWORD).leads_to("/");
    bob.register(BOB, PASSWORD).leads_to("/");
    let alices_id = server
        .database()
        .text("SELECT hex(id) FROM vestibule_users WHERE email = 'alice@example.com'");
    bob.post(
        &format!("/settings/password?user_id={alices_id}&email={ALICE}"),
        &[
            ("current_password", PASSWORD),
            ("password", "mine is yours now"),
            ("password_confirmation", "mine is yours now"),
            ("user_id", &alices_id),
            ("id", &alices_id),
            ("email", ALICE),
            ("is_admin", "1"),
        ],
    )
    .leads_to("/settings");
    assert!(alice.is_logged_in());
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
    server
        .browser()
        .log_in(BOB, "mine is yours now")
        .leads_to("/");
    for path in ["/", "/settings", "/login", "/nowhere"] {
        alice.get(path).shows(ALICE);
        alice.get(path).hides(BOB);
        bob.get(path).shows(BOB);
        bob.get(path).hides(ALICE);
    }
}

#[test]
fn address_with_sql_is_stored_as_text() {
    let folder = folder();
    let server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let lookalikes = [
        "'or'1'='1@example.com",
        "alice'--@example.com",
        "x'/**/or/**/1=1--@example.com",
        "%@example.com",
        "_lice@example.com",
        "$1@example.com",
    ];
    for address in lookalikes {
        server.browser().log_in(address, PASSWORD).has_status(422);
    }
    for address in lookalikes {
        let mut browser = server.browser();
        browser.register(address, PASSWORD).leads_to("/");
        assert!(
            server.browser().log_in(address, PASSWORD).status == 303,
            "{address}"
        );
    }
    let database = server.database();
    let count = database.text("SELECT CAST(count(*) AS TEXT) FROM vestibule_users");
    assert_eq!(count, (1 + lookalikes.len()).to_string());
}

#[test]
fn no_header_authenticates_a_user() {
    let folder = folder();
    let server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let id = server
        .database()
        .text("SELECT hex(id) FROM vestibule_users");
    for claim in [
        format!("X-Forwarded-User: {ALICE}"),
        format!("X-Auth-User: {id}"),
        format!("Remote-User: {ALICE}"),
        "Authorization: Basic YWxpY2VAZXhhbXBsZS5jb206Y29ycmVjdCBob3JzZSBiYXR0ZXJ5".to_owned(),
        format!("Authorization: Bearer {id}"),
        format!("Cookie: vestibule_session={id}; user_id={id}; user={ALICE}"),
        "X-Original-URL: /login".to_owned(),
        "X-Rewrite-URL: /login".to_owned(),
        "X-HTTP-Method-Override: OPTIONS".to_owned(),
    ] {
        let browser = server.browser();
        let request = browser.request("GET", "/settings", &[]);
        let request = request.replace("Accept:", &format!("{claim}\r\nAccept:"));
        let answer = browser.ask(&request).unwrap().answer().unwrap();
        answer.leads_to("/login?next=%2Fsettings");
    }
}

/// The parts of a response that must be the same for GET and HEAD.
fn head(answer: &Answer) -> impl PartialEq + Debug + use<> {
    let mut lasting = answer.headers.clone();
    lasting.remove("date");
    lasting.remove("content-length");
    (answer.status, lasting)
}

#[test]
fn head_request_is_answered_like_get_without_a_body() {
    let folder = folder();
    let server = Server::start(&folder);
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    alice.get("/").shows("Welcome!");
    let page = alice.get("/").body;
    let assets = page.split('"').filter(|word| word.starts_with("/assets/"));
    for path in ROUTES.into_iter().chain(assets) {
        for browser in [&alice, &server.browser()] {
            let (get, bare) = (ask(browser, "GET", path), ask(browser, "HEAD", path));
            assert_eq!(head(&get), head(&bare), "{path}");
            assert_eq!(bare.body, "", "{path}");
        }
    }
}

#[test]
fn unsupported_method_returns_405_with_the_allowed_methods() {
    let folder = folder();
    let server = Server::start(&folder);
    let browser = server.browser();
    for path in [
        "/",
        "/register",
        "/login",
        "/logout",
        "/settings",
        "/healthz",
    ] {
        for method in [
            "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X",
        ] {
            let answer = ask(&browser, method, path);
            assert_eq!(answer.status, 405, "{method} {path}: {answer:#?}");
            assert!(answer.header("allow").contains("GET"), "{method} {path}");
            answer.hides("vestibule_session");
        }
    }
}
