//! The commands of an operator.

use std::{
    io::Write,
    process::{Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use super::{
    browser::{ALICE, PASSWORD, credentials},
    server::{Server, folder, program, unlimited},
};

const BOB: &str = "bob@example.com";

/// The output of a command, and its exit status.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command whose arguments contain no spaces, with this standard input.
pub(crate) fn tell(folder: &TempDir, command: &str, input: &[u8]) -> Said {
    let mut child = program(folder)
        .args(command.split(' '))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may not read all of its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    Said {
        status: status.code().unwrap(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

/// The output of a command that must succeed without warnings.
#[track_caller]
pub(crate) fn says(folder: &TempDir, command: &str) -> String {
    let said = tell(folder, command, b"");
    assert_eq!((said.status, said.stderr.as_str()), (0, ""), "{command}");
    said.stdout
}

/// A command that must fail.
#[track_caller]
pub(crate) fn denies(folder: &TempDir, command: &str, reason: &str) {
    let said = tell(folder, command, b"");
    assert_eq!(said.status, 1, "{command}: {}", said.stderr);
    assert_eq!(said.stderr, format!("error: {reason}\n"));
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{line:?}: {error}"))
}

#[test]
fn user_created_by_an_operator_logs_in_by_the_printed_link() {
    let folder = folder();
    let server = Server::start(&folder);
    let link = says(&folder, &format!("users create {ALICE}"));
    let (_, token) = link.trim().split_once("/reset-password?token=").unwrap();
    let fields = [
        ("token", token),
        ("password", PASSWORD),
        ("password_confirmation", PASSWORD),
    ];
    let mut alice = server.browser();
    alice.post("/reset-password", &fields).leads_to("/login");
    alice.log_in(ALICE, PASSWORD).leads_to("/");
    denies(
        &folder,
        &format!("users create {ALICE}"),
        "the email address is already registered",
    );
}

#[test]
fn password_from_standard_input_is_validated() {
    let folder = folder();
    let command = format!("users create {BOB} --password-stdin");
    let weak = tell(&folder, &command, b"password1\n");
    assert_eq!(weak.status, 1);
    assert!(weak.stderr.contains("the password is refused"));
    let none = tell(&folder, &command, b"");
    assert_eq!(none.status, 2);
    let good = tell(&folder, &command, format!("{PASSWORD}\nmore").as_bytes());
    assert_eq!(good.status, 0, "{}", good.stderr);
    assert!(!good.stdout.contains(PASSWORD));
    let server = Server::start(&folder);
    server.browser().log_in(BOB, PASSWORD).leads_to("/");
    let asked = tell(
        &folder,
        "users create carol@example.com --ask-password",
        b"",
    );
    assert_eq!(asked.status, 2, "there is no terminal to ask at");
}

#[test]
fn disabled_user_is_rejected_by_the_running_server_until_enabled() {
    let folder = folder();
    let server = Server::run(&mut unlimited(&folder));
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    says(&folder, &format!("users disable {ALICE}"));
    assert!(!alice.is_logged_in());
    let refused = alice.log_in(ALICE, PASSWORD);
    refused.has_status(422);
    refused.shows("This account is disabled. Contact the site administrator.");
    let shown = json(&says(&folder, &format!("users show {ALICE} --json")));
    assert!(shown["disabled_at"].is_string(), "{shown}");
    let id = shown["id"].as_str().unwrap();
    assert!(says(&folder, "users list").contains("disabled"));
    says(&folder, &format!("users enable {id}"));
    alice.log_in(ALICE, PASSWORD).leads_to("/");
}

#[test]
fn invited_visitor_registers_where_registration_is_by_invitation() {
    let folder = folder();
    let server = Server::run(program(&folder).env("REGISTRATION", "invite"));
    server.browser().get("/register").has_status(403);
    let invite = format!("invite {ALICE} --lifetime 1h --registration invite");
    let link = says(&folder, &invite);
    let (start, path) = link.trim().split_at(link.find("/register").unwrap());
    assert!(start.starts_with("http://"), "{link}");
    let mut alice = server.browser();
    alice.get(path).shows(ALICE);
    let (_, secret) = path.split_once("invitation=").unwrap();
    let mut fields = credentials(ALICE, PASSWORD).to_vec();
    fields.push(("invitation", secret));
    alice.post("/register", &fields).leads_to("/");
    let again = tell(&folder, "invite --json", b"");
    assert!(json(&again.stdout)["invitation_url"].is_string());
    assert!(again.stderr.contains("REGISTRATION is not invite"));
}

#[test]
fn no_account_is_deleted_without_a_request() {
    let folder = folder();
    let server = Server::start(&folder);
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let unasked = tell(&folder, &format!("users delete {ALICE}"), b"y\n");
    assert_eq!(unasked.status, 2);
    assert!(unasked.stderr.contains("(use --yes)"), "{}", unasked.stderr);
    assert!(alice.is_logged_in());
    says(&folder, &format!("users delete --yes {ALICE}"));
    assert!(!alice.is_logged_in());
    denies(
        &folder,
        &format!("users delete --yes {ALICE}"),
        &format!("no account has the address {ALICE}"),
    );
}

#[test]
fn operator_lists_and_revokes_sessions() {
    let folder = folder();
    let server = Server::run(&mut unlimited(&folder));
    let (mut one, mut other) = (server.browser(), server.browser());
    one.register(ALICE, PASSWORD).leads_to("/");
    other.log_in(ALICE, PASSWORD).leads_to("/");
    let listed = says(&folder, &format!("sessions list {ALICE} --json"));
    let sessions: Vec<_> = listed.lines().map(json).collect();
    assert_eq!(sessions.len(), 2, "{listed}");
    let id = sessions[0]["id"].as_str().unwrap();
    let command = format!("sessions revoke {ALICE} --session {id}");
    assert_eq!(says(&folder, &command), "Revoked 1 session.\n");
    denies(&folder, &command, &format!("{ALICE} has no session {id}"));
    assert_ne!(one.is_logged_in(), other.is_logged_in());
    assert_eq!(
        says(&folder, "sessions revoke --all"),
        "Revoked 1 session.\n"
    );
    assert!(!one.is_logged_in() && !other.is_logged_in());
    one.log_in(ALICE, PASSWORD).leads_to("/");
    let ended = says(&folder, &format!("sessions revoke {ALICE} --json"));
    assert_eq!(ended, "{\"ended\":1}\n");
    assert_eq!(tell(&folder, "sessions revoke", b"").status, 2);
}

#[test]
fn user_agent_cannot_control_the_terminal() {
    let folder = folder();
    let server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    // Escape, its one-character form (CSI), and the mark that reverses the reading direction.
    server.database().execute(
        "UPDATE vestibule_sessions SET client_agent = char(27) || '[2Jme' || char(155) || char(8238)",
    );
    let listed = says(&folder, &format!("sessions list {ALICE}"));
    assert!(listed.contains(r"\u{1b}[2Jme\u{9b}\u{202e}"), "{listed}");
    let listed = says(&folder, &format!("sessions list {ALICE} --json"));
    let is_quiet = |c: char| c == '\n' || c.is_ascii_graphic() || c == ' ';
    assert!(listed.chars().all(is_quiet), "{listed:?}");
    assert_eq!(json(&listed)["agent"], "\u{1b}[2Jme\u{9b}\u{202e}");
}

#[test]
fn completions_exist_for_every_shell() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = says(&folder, &format!("completions {shell}"));
        assert!(script.contains("vestibule"), "{shell}");
        assert!(script.contains("disable"), "{shell}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}
