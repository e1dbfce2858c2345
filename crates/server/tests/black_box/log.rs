use std::process::Command;

use super::{
    browser::{ALICE, Browser, PASSWORD, credentials},
    server::{Server, folder, program},
};

const KEY: &str = "4cf0d1b1a2e94c7f8b3d5e6a7f8091a2b3c4d5e6";
const PREVIOUS: &str = "e1d2c3b4a5968778695a4b3c2d1e0ffe0a9b8c7d";
const NEW_PASSWORD: &str = "a staple of another kind";
const WRONG: &str = "mistyped-but-nearly-right";

#[test]
fn the_most_talkative_log_tells_no_password_no_token_no_cookie_and_no_key() {
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
    // Something that fails, too.
    server
        .database()
        .execute("ALTER TABLE vestibule_sessions RENAME TO elsewhere");
    browser.log_in(ALICE, NEW_PASSWORD).has_status(503);
    browser.register("b@example.com", WRONG).has_status(503);
    server.is_well();

    let log = server.log();
    assert!(!log.is_empty());
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{secret:?} is in {line:?}");
    }
}

/// A server that can't look up who is logged in, and somebody who was.
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
fn why_a_form_could_not_be_served_is_for_the_operator_only() {
    for form in ["/login", "/register"] {
        let folder = folder();
        let (server, _) = out_of_order(&mut program(&folder));
        let email = if form == "/login" {
            ALICE
        } else {
            "b@example.com"
        };
        let page = server.browser().post(form, &credentials(email, PASSWORD));
        page.asks_to_come_again();
        page.shows("An error occurred while");
        page.hides("vestibule_sessions");
        let log = server.log();
        assert!(log.contains("no such table"), "{form}: {log:?}");
    }
}

#[test]
fn each_line_of_the_log_is_one_object_whatever_a_stranger_sends() {
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
    }
    assert!(!log.contains(['\u{1b}', '\u{9b}']), "{log}");
}

#[test]
fn a_log_for_people_has_no_colours_in_a_file() {
    let folder = folder();
    let (server, mut browser) = out_of_order(program(&folder).args(["--log-format", "human"]));
    browser.get("/settings").has_status(503);
    let log = server.log();
    assert!(log.contains("ERROR"), "{log}");
    assert!(!log.contains('\u{1b}'), "{log}");
}
