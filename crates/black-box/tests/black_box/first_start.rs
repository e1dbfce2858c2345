use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use rustix::process::Signal;

use super::{
    browser::{ALICE, PASSWORD},
    server::{Server, folder},
};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn first_start_creates_files_readable_by_the_owner_only() {
    let folder = folder();
    let server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let data = folder.path().join("data");
    assert_eq!(mode(&data), 0o700);
    let mut files: Vec<_> = fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let names: Vec<_> = files.iter().map(|f| f.file_name().unwrap()).collect();
    assert_eq!(
        names,
        [
            "secret.key",
            "vestibule.sqlite3",
            "vestibule.sqlite3-shm",
            "vestibule.sqlite3-wal"
        ]
    );
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn start_prints_one_line_with_the_url() {
    let folder = folder();
    let mut server = Server::start(&folder);
    let address = format!("http://{}", server.address);
    assert!(server.greeting.contains(&address), "{}", server.greeting);
    assert!(server.greeting.ends_with('\n'));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    server.signal(Signal::TERM);
    assert!(server.wait().success(), "{}", server.log());
    assert_eq!(server.rest_of_stdout(), "");
    assert_eq!(server.complaints(), "");
}

#[test]
fn restart_keeps_accounts_sessions_and_key() {
    let folder = folder();
    let key = || fs::read(folder.path().join("data/secret.key")).unwrap();
    let server = Server::start(&folder);
    let first_key = key();
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    drop(server);
    let server = Server::start(&folder);
    assert_eq!(key(), first_key);
    assert!(browser.at(server.address).is_logged_in());
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
}

#[test]
fn new_database_has_no_account() {
    let folder = folder();
    let server = Server::start(&folder);
    let database = server.database();
    assert_eq!(database.number("SELECT count(*) FROM vestibule_users"), 0);
    assert_eq!(
        database.number("SELECT count(*) FROM vestibule_sessions"),
        0
    );
}
