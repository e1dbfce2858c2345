use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

use super::server::{Server, folder, program, unlimited};

/// The timeout of each run, in seconds.
const TIME: &str = "30";

const CONFIGURATION: &str = include_str!("schemathesis.toml");

/// Sends valid and invalid requests that are generated from the description, and fails on any response
/// that is a server error or is not described.
fn check(server: &mut Server, folder: &Path, token: Option<&str>, more: &[&str]) {
    let document = format!("http://{}/api/v1/openapi.json", server.address);
    let client = std::env::var("SCHEMATHESIS").expect("run this by `just api-check`");
    let configuration = folder.join("schemathesis.toml");
    let bearer = token.map(|token| format!("[auth.openapi.bearer]\nbearer = \"{token}\"\n"));
    let whole = format!("{CONFIGURATION}\n{}", bearer.unwrap_or_default());
    fs::write(&configuration, whole).unwrap();
    let output = Command::new(client)
        .current_dir(folder)
        .arg("--config-file")
        .arg(configuration)
        .args(["run", &document])
        .args(["--checks", "all", "--max-time", TIME, "--no-color"])
        .args(["--generation-database", "none"])
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    let has_tested = said.lines().any(|line| line.contains(" generated, "));
    assert!(has_tested, "it found nothing to test: {said}");
    assert!(!server.log().contains("ERROR"), "{}", server.log());
    server.is_healthy();
}

/// Requests `/api/v1/…`.
fn curl(server: &Server, path: &str, more: &[&str]) -> Value {
    let output = Command::new("curl")
        .args(["-sS", "--fail-with-body"])
        .args(more)
        .arg(format!("http://{}/api/v1{path}", server.address))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The token of a user whose address and password are in no example: otherwise the example of a deletion
/// would delete this account.
fn token(server: &Server) -> String {
    let body = json!({
        "email": "carol@example.net",
        "password": "violet umbrella at dawn",
        "session": "token"
    });
    let opened = curl(server, "/account", &["--json", &body.to_string()]);
    opened["token"].as_str().unwrap().to_owned()
}

#[test]
fn generic_client_without_an_account_gets_documented_responses_only() {
    let folder = folder();
    let mut server = Server::run(&mut unlimited(&folder));
    check(&mut server, folder.path(), None, &[]);
}

#[test]
fn generic_client_with_an_account_gets_documented_responses_only() {
    let folder = folder();
    let mut server = Server::run(&mut unlimited(&folder));
    let token = token(&server);
    // The generic client finds its own session in the list. After it revoked that session, all other
    // requests would get 401.
    let stays = ["--exclude-operation-id-regex", "logOut|revokeSession"];
    check(&mut server, folder.path(), Some(&token), &stays);
    let bearer = format!("Authorization: Bearer {token}");
    curl(&server, "/session", &["--header", &bearer]);
}

#[test]
fn generic_client_beyond_the_rate_limits_gets_the_documented_response() {
    let folder = folder();
    let mut server = Server::run(&mut program(&folder));
    check(&mut server, folder.path(), None, &["--mode", "positive"]);
}
