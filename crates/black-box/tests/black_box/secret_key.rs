use super::{
    browser::{ALICE, PASSWORD},
    commands::says,
    misconfiguration::refuses,
    server::{Server, folder, program},
};

const OLD: &str = "4cf0d1b1a2e94c7f8b3d5e6a7f8091a2b3c4d5e6";
const NEW: &str = "e1d2c3b4a5968778695a4b3c2d1e0ffe0a9b8c7d";

#[test]
fn new_secret_key_invalidates_sessions_and_keeps_passwords() {
    let folder = folder();
    let server = Server::run(program(&folder).env("SECRET_KEY", OLD));
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    drop(server);

    let server = Server::run(program(&folder).env("SECRET_KEY", NEW));
    let mut browser = browser.at(server.address);
    assert!(!browser.is_logged_in());
    browser.get("/login").hides("Welcome!");
    browser.log_in(ALICE, PASSWORD).leads_to("/");
    assert!(browser.is_logged_in());
}

#[test]
fn previous_secret_key_keeps_sessions() {
    let folder = folder();
    let server = Server::run(program(&folder).env("SECRET_KEY", OLD));
    let mut before = server.browser();
    before.register(ALICE, PASSWORD).leads_to("/");
    let mut to_be_logged_out = server.browser();
    to_be_logged_out.log_in(ALICE, PASSWORD).leads_to("/");
    drop(server);

    let server = Server::run(
        program(&folder)
            .env("SECRET_KEY", NEW)
            .env("SECRET_KEY_PREVIOUS", OLD),
    );
    let mut before = before.at(server.address);
    assert!(before.is_logged_in());
    let mut after = server.browser();
    after.log_in(ALICE, PASSWORD).leads_to("/");
    assert!(after.is_logged_in());
    let mut to_be_logged_out = to_be_logged_out.at(server.address);
    let mut copy = to_be_logged_out.clone();
    to_be_logged_out.post("/logout", &[]).leads_to("/login");
    assert!(!copy.is_logged_in());
    drop(server);

    let server = Server::run(program(&folder).env("SECRET_KEY", NEW));
    assert!(!before.at(server.address).is_logged_in());
    assert!(after.at(server.address).is_logged_in());
}

#[test]
fn key_in_a_file_is_the_key() {
    let folder = folder();
    let file = folder.path().join("key");
    std::fs::write(&file, format!("{NEW}\n")).unwrap();
    let server = Server::run(program(&folder).env("SECRET_KEY_FILE", &file));
    assert!(!folder.path().join("data/secret.key").exists());
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    drop(server);
    let server = Server::run(program(&folder).env("SECRET_KEY", NEW));
    assert!(browser.at(server.address).is_logged_in());
}

#[test]
fn printed_secret_key_is_accepted() {
    let folder = folder();
    let keys = [says(&folder, "key"), says(&folder, "key")];
    assert_ne!(keys[0], keys[1]);
    let key = keys[0].strip_suffix('\n').unwrap();
    assert_eq!(key.len(), 44, "32 bytes in base64, and nothing else");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    let server = Server::run(program(&folder).env("SECRET_KEY", key));
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    assert!(!folder.path().join("data/secret.key").exists());

    // Also if the existing key is invalid.
    let mut command = program(&folder);
    let output = command.arg("key").env("SECRET_KEY", "short").output();
    assert_eq!(output.unwrap().stdout.len(), 45);
}

#[test]
fn one_secret_for_two_options_is_refused() {
    let folder = folder();
    for (first, again) in [
        ("SECRET_KEY", "SECRET_KEY_PREVIOUS"),
        ("SECRET_KEY", "PASSWORD_PEPPER"),
        ("SECRET_KEY_PREVIOUS", "PASSWORD_PEPPER"),
        ("SECRET_KEY", "PASSWORD_PEPPER_PREVIOUS"),
        ("PASSWORD_PEPPER", "PASSWORD_PEPPER_PREVIOUS"),
    ] {
        let mut command = program(&folder);
        command.env(first, OLD).env(again, format!(" {OLD}\n"));
        refuses(&mut command, &format!("{again} is the same as {first}"));
        assert!(!folder.path().join("data").exists(), "nothing was begun");
    }
    drop(Server::start(&folder));
    let made = std::fs::read_to_string(folder.path().join("data/secret.key")).unwrap();
    let mut command = program(&folder);
    command.env("PASSWORD_PEPPER", made);
    refuses(&mut command, "PASSWORD_PEPPER is the same as SECRET_KEY");
}
