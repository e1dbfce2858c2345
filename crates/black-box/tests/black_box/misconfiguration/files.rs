//! Files of an earlier run that were changed.

use super::*;

/// A folder in which the program has run once.
fn used_folder() -> tempfile::TempDir {
    let folder = folder();
    let mut server = Server::start(&folder);
    server.signal(Signal::TERM);
    assert!(server.wait().success(), "{}", server.log());
    folder
}

#[test]
fn invalid_secret_key_file_is_reported_and_not_replaced() {
    let folder = used_folder();
    let file = folder.path().join("data/secret.key");
    fs::write(&file, SECRET).unwrap();
    refuses(
        &mut program(&folder),
        "invalid secret key in data/secret.key: it has fewer",
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), SECRET);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    refuses(
        &mut program(&folder),
        "invalid secret key in data/secret.key",
    );
}

#[test]
fn database_of_a_newer_version_is_refused_and_unchanged() {
    let folder = used_folder();
    let server = Server::start(&folder);
    let database = server.database();
    drop(server);
    database.execute(
        "INSERT INTO vestibule_migrations VALUES ('m20991231_000001_holograms', 4102358400)",
    );
    refuses(&mut program(&folder), "m20991231_000001_holograms");
}

#[test]
fn file_that_is_not_a_database_is_refused_and_unchanged() {
    let folder = used_folder();
    let file = folder.path().join("data/vestibule.sqlite3");
    for file in ["-wal", "-shm"] {
        let _ = fs::remove_file(
            folder
                .path()
                .join("data/vestibule.sqlite3".to_owned() + file),
        );
    }
    let message = "Dear diary, ".repeat(1000);
    fs::write(&file, &message).unwrap();
    refuses(&mut program(&folder), "file is not a database");
    assert!(fs::read_to_string(&file).unwrap() == message);
    is_not_made(&folder.path().join("data/vestibule.sqlite3-wal"));
}
