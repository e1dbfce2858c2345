use tempfile::TempDir;

use super::{
    browser::{ALICE, PASSWORD},
    server::{Server, folder, program},
};

const OLD: &str = "5ae2c7d1b1a2e94c7f8b3d5e6a7f8091a2b3c4d5";
const NEW: &str = "f7d2c3b4a5968778695a4b3c2d1e0ffe0a9b8c7d";

/// Starts with these peppers, logs in once, and returns the hash that is stored afterwards.
fn logs_in(folder: &TempDir, peppers: &[(&str, &str)]) -> String {
    let server = Server::run(program(folder).envs(peppers.iter().copied()));
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
    stored(&server)
}

fn stored(server: &Server) -> String {
    let database = server.database();
    database.text("SELECT password_hash FROM vestibule_users")
}

fn key_id(hash: &str) -> Option<&str> {
    let (_, rest) = hash.split_once(",keyid=")?;
    rest.split('$').next()
}

#[test]
fn peppers_are_added_replaced_and_removed_without_a_reset() {
    let folder = folder();
    let server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    assert_eq!(key_id(&stored(&server)), None);
    drop(server);

    let first = logs_in(&folder, &[("PASSWORD_PEPPER", OLD)]);
    assert!(key_id(&first).is_some(), "renewed at the login");
    assert_eq!(logs_in(&folder, &[("PASSWORD_PEPPER", OLD)]), first);
    let rotated = [("PASSWORD_PEPPER", NEW), ("PASSWORD_PEPPER_PREVIOUS", OLD)];
    let second = logs_in(&folder, &rotated);
    assert!(key_id(&second).is_some() && key_id(&second) != key_id(&first));
    logs_in(&folder, &[("PASSWORD_PEPPER", NEW)]);
    let last = logs_in(&folder, &[("PASSWORD_PEPPER_PREVIOUS", NEW)]);
    assert_eq!(key_id(&last), None);
    logs_in(&folder, &[]);
}

#[test]
fn server_without_the_pepper_accepts_no_password() {
    let folder = folder();
    let peppered = || Server::run(program(&folder).env("PASSWORD_PEPPER", OLD));
    let server = peppered();
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let hash = stored(&server);
    drop(server);

    for other in [&[][..], &[("PASSWORD_PEPPER", NEW)]] {
        let mut server = Server::run(program(&folder).envs(other.iter().copied()));
        let before = server.log().len();
        server.browser().log_in(ALICE, PASSWORD).has_status(422);
        let log = &server.log()[before..];
        let complaints: Vec<_> = log.lines().filter(|line| line.contains("ERROR")).collect();
        let [line] = complaints.as_slice() else {
            panic!("{log}");
        };
        assert!(line.contains("unknown PASSWORD_PEPPER"), "{line}");
        assert!(!line.contains(&hash) && !line.contains(OLD), "{line}");
        server.is_healthy();
        assert_eq!(stored(&server), hash, "nothing is overwritten");
    }
    peppered().browser().log_in(ALICE, PASSWORD).leads_to("/");
}
