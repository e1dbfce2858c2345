use std::process::Command;

use serde_json::{Value, json};

use super::server::{Server, folder, program, unlimited};

/// For each run, in seconds.
const TIME: &str = "40";

/// Sends all that the description allows, and much that it does not, and fails on any answer that
/// is an error of the server or is not described.
fn check(server: &mut Server, more: &[&str]) -> String {
    let base = format!("http://{}/api/v1", server.address);
    let client = std::env::var("SCHEMATHESIS").expect("run this by `just api-check`");
    let config = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/api_check/schemathesis.toml"
    );
    let output = Command::new(client)
        .args(["--config-file", config, "run"])
        .arg(format!("{base}/openapi.json"))
        .args(["--url", &base, "--checks", "all", "--max-time", TIME])
        .args(["--no-color", "--generation-database", "none"])
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    let tested = said.lines().any(|line| line.contains(" generated, "));
    assert!(tested, "it found nothing to test: {said}");
    assert!(!server.log().contains("ERROR"), "{}", server.log());
    server.is_well();
    said.into_owned()
}

/// Somebody whose address and password are in no example.
fn token(server: &Server) -> String {
    let body = json!({
        "email": "carol@example.net",
        "password": "violet umbrella at dawn",
        "session": "token"
    });
    let output = Command::new("curl")
        .args(["-sS", "--fail-with-body", "--json", &body.to_string()])
        .arg(format!("http://{}/api/v1/account", server.address))
        .output()
        .unwrap();
    let opened: Value = serde_json::from_slice(&output.stdout).unwrap();
    opened["token"].as_str().unwrap().to_owned()
}

#[test]
fn a_generic_client_without_an_account_meets_nothing_that_is_not_described() {
    let folder = folder();
    let mut server = Server::run(&mut unlimited(&folder));
    check(&mut server, &[]);
}

#[test]
fn a_generic_client_with_an_account_meets_nothing_that_is_not_described() {
    let folder = folder();
    let mut server = Server::run(&mut unlimited(&folder));
    let bearer = format!("Authorization: Bearer {}", token(&server));
    // Else the rest would be 401.
    let stays = ["--exclude-operation-id", "logOut"];
    let said = check(&mut server, &["--header", &bearer, stays[0], stays[1]]);
    assert!(!said.contains("Authentication failed"), "{said}");
}

#[test]
fn a_generic_client_that_meets_the_limits_is_told_so_as_described() {
    let folder = folder();
    let mut server = Server::run(&mut program(&folder));
    check(&mut server, &["--mode", "positive"]);
}
