use std::{
    process::Command,
    thread,
    time::{Duration, Instant},
};

use super::{
    browser::{ALICE, Browser, PASSWORD, credentials},
    server::{FOR_EVER, Server, folder, program},
};

const KEY: &str = "4cf0d1b1a2e94c7f8b3d5e6a7f8091a2b3c4d5e6";
const PREVIOUS: &str = "e1d2c3b4a5968778695a4b3c2d1e0ffe0a9b8c7d";
const NEW_PASSWORD: &str = "a staple of another kind";
const WRONG: &str = "mistyped-but-nearly-right";

#[test]
fn trace_log_contains_no_password_token_cookie_or_key() {
    let folder = folder();
    let mut server = Server::run(
        program(&folder)
            .env("RUST_LOG", "trace")
            .env("SECRET_KEY", KEY)
            .env("SECRET_KEY_PREVIOUS", PREVIOUS),
    );
    let mut secrets: Vec<String> = [KEY, PREVIOUS, PASSWORD, NEW_PASSWORD, WRONG, "$argon2id$"]
        .map(str::to_owned)
        .into();
    let encoded = |password: &str| password.replace(' ', "+");
    secrets.extend([PASSWORD, NEW_PASSWORD].map(encoded));

    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    secrets.extend(browser.cookies.values().cloned());
    browser.register(ALICE, WRONG).has_status(422);
    browser.log_in(ALICE, WRONG).has_status(422);
    browser.log_in(ALICE, PASSWORD).leads_to("/");
    secrets.extend(browser.cookies.values().cloned());
    browser.change_password(WRONG, NEW_PASSWORD).has_status(422);
    browser
        .change_password(PASSWORD, NEW_PASSWORD)
        .leads_to("/settings");
    secrets.extend(browser.cookies.values().cloned());
    browser
        .get(&format!("/settings?password={WRONG}"))
        .has_status(200);
    browser.get("/logout").leads_to("/login");
    secrets.extend(browser.cookies.values().cloned());
    // A second error.
    server
        .database()
        .execute("ALTER TABLE vestibule_sessions RENAME TO elsewhere");
    browser.log_in(ALICE, NEW_PASSWORD).has_status(503);
    browser.register("b@example.com", WRONG).has_status(503);
    server.is_healthy();

    let log = server.log();
    assert!(!log.is_empty());
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{secret:?} is in {line:?}");
    }
}

/// A server whose session queries fail, and a browser with a session.
fn out_of_order(command: &mut Command) -> (Server, Browser) {
    let server = Server::run(command);
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    server
        .database()
        .execute("ALTER TABLE vestibule_sessions RENAME TO elsewhere");
    (server, browser)
}

#[test]
fn cause_of_a_failed_form_is_in_the_log_only() {
    for form in ["/login", "/register"] {
        let folder = folder();
        let (server, _) = out_of_order(&mut program(&folder));
        let (email, failed) = match form {
            "/login" => (ALICE, "Something went wrong on our side"),
            _ => ("b@example.com", "The account could not be created."),
        };
        let page = server.browser().post(form, &credentials(email, PASSWORD));
        page.is_unavailable_with_retry_after();
        page.shows(failed);
        page.hides("vestibule_sessions");
        let log = server.log();
        assert!(log.contains("no such table"), "{form}: {log:?}");
    }
}

#[test]
fn each_log_line_is_one_json_object_for_any_client_input() {
    let folder = folder();
    let (server, mut browser) = out_of_order(program(&folder).env("RUST_LOG", "debug"));
    let forged = "%0a{%22level%22:%22INFO%22}%1b[31m";
    browser.get(&format!("/settings?{forged}")).has_status(503);
    browser.get(&format!("/{forged}")).has_status(404);
    let agent = "Accept: text/html\r\nUser-Agent: \t{\"level\":\u{9b}31m";
    let request = browser.request("GET", "/settings", &[]);
    let request = request.replace("Accept: text/html", agent);
    browser.try_to(&request).unwrap().has_status(503);
    browser
        .log_in("x\n{\"level\":\"ERROR\"}\u{1b}[31m@example.com", PASSWORD)
        .has_status(503);

    let log = server.log();
    assert!(log.contains("\"ERROR\""), "the outage is in it: {log}");
    for line in log.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect(line);
        assert!(object["level"].is_string(), "{line}");
        assert!(
            object["timestamp"].as_str().unwrap().ends_with('Z'),
            "{line}"
        );
    }
    assert!(!log.contains(['\u{1b}', '\u{9b}']), "{log}");
}

#[test]
fn text_log_in_a_file_has_no_colors() {
    let folder = folder();
    let (server, mut browser) = out_of_order(program(&folder).args(["--log-format", "human"]));
    browser.get("/settings").has_status(503);
    let log = server.log();
    assert!(log.contains("ERROR"), "{log}");
    assert!(!log.contains('\u{1b}'), "{log}");
}

#[test]
fn log_records_have_the_request_id_of_the_server() {
    let folder = folder();
    let (server, mut browser) = out_of_order(&mut program(&folder));
    let theirs = "Accept: text/html\r\nX-Request-Id: theirs-1\r\ntraceparent: \
                  00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let request = browser.request("GET", "/settings", &[]);
    let page = browser.try_to(&request.replace("Accept: text/html", theirs));
    let page = page.unwrap();
    page.has_status(503);
    server.browser().log_in(ALICE, WRONG).has_status(422);

    let log = server.log();
    assert!(
        !log.contains("theirs-1") && !log.contains("0af7651916"),
        "{log}"
    );
    let lines = log.lines().map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<serde_json::Value> = lines.collect();
    let caused = |message: &str, event: Option<&str>| {
        let is_it = |line: &&serde_json::Value| {
            line["fields"]["message"] == message && line["fields"]["event"].as_str() == event
        };
        let line = lines.iter().find(is_it).unwrap_or_else(|| panic!("{log}"));
        let around = &line["spans"][0];
        assert_eq!(around["name"], "request", "{line}");
        around.clone()
    };
    let failed = caused("request failed", None);
    assert_eq!(failed["route"], "/settings");
    page.shows(failed["request_id"].as_str().unwrap());
    let guessed = caused("account", Some("login_failed"));
    assert_eq!(
        (&guessed["method"], &guessed["route"]),
        (&"POST".into(), &"/login".into())
    );
    assert_ne!(guessed["request_id"], failed["request_id"]);
}

#[test]
fn unknown_proxy_is_reported_once() {
    let folder = folder();
    let server = Server::start(&folder);
    let browser = server.browser();
    for _ in 0..3 {
        let request = "GET /login HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n";
        browser.ask(request).unwrap().answer().unwrap();
    }
    let told = server
        .log()
        .matches("TRUSTED_PROXIES does not name it")
        .count();
    assert_eq!(told, 1, "{}", server.log());
}

#[test]
fn configured_proxy_is_not_reported() {
    let folder = folder();
    let server = Server::run(program(&folder).env("TRUSTED_PROXIES", "127.0.0.1"));
    let request = "GET /login HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n";
    server.browser().ask(request).unwrap().answer().unwrap();
    assert!(
        !server.log().contains("TRUSTED_PROXIES"),
        "{}",
        server.log()
    );
}

#[test]
#[cfg(debug_assertions)]
fn slow_hashing_in_a_debug_build_logs_the_remedy() {
    let folder = folder();
    let mut command = program(&folder);
    let server = Server::run(command.env("ARGON2_MEMORY_KIB", "262144"));
    let mut browser = server.browser();
    let told = || server.log().matches("[profile.dev.package]").count();
    let deadline = Instant::now() + FOR_EVER;
    while told() == 0 {
        assert!(Instant::now() < deadline, "{}", server.log());
        browser.get("/healthz").has_status(200);
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(told(), 1);
}
