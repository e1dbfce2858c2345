use super::{
    browser::{ALICE, PASSWORD},
    misconfiguration::refuses,
    server::{Server, folder, program, unlimited},
};

/// The output of a command that runs to its end.
#[track_caller]
pub(crate) fn says(folder: &tempfile::TempDir, command: &str) -> String {
    let output = program(folder).args(command.split(' ')).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn migrate_off_does_not_change_the_schema() {
    let folder = folder();
    refuses(program(&folder).env("MIGRATE", "off"), "migrate");
    for _ in 0..2 {
        let said = says(&folder, "migrate");
        assert_eq!(said, "The schema of the database is up to date.\n");
    }
    let server = Server::run(program(&folder).env("MIGRATE", "off"));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
}

#[test]
fn purge_deletes_expired_sessions_only() {
    let folder = folder();
    let server = Server::run(&mut unlimited(&folder));
    let (mut old, mut young) = (server.browser(), server.browser());
    old.register(ALICE, PASSWORD).leads_to("/");
    server
        .database()
        .execute("UPDATE vestibule_sessions SET created_at = 1, last_seen_at = 1, expires_at = 2");
    young.log_in(ALICE, PASSWORD).leads_to("/");
    assert_eq!(says(&folder, "purge"), "Purged 1 row.\n");
    assert_eq!(says(&folder, "purge"), "Purged 0 rows.\n");
    assert!(young.is_logged_in());
    assert!(!old.is_logged_in());
}
