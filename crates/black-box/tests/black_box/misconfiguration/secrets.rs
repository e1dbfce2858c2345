use super::{Server, folder, fs, program, refuses};

const KEY: &str = super::KEY;

#[test]
fn secret_as_an_argument_is_refused_with_the_file_option() {
    let folder = folder();
    for (argument, value) in [
        ("--secret-key", KEY),
        ("--secret-key-previous", KEY),
        ("--password-pepper", KEY),
        ("--password-pepper-previous", KEY),
        ("--database-url", "postgres://shop:hunter2@db.example/shop"),
        ("--smtp-url", "smtps://shop:hunter2@mail.example"),
    ] {
        let variable = argument[2..].replace('-', "_").to_uppercase();
        let advice = format!("set {variable} or {variable}_FILE");
        refuses(program(&folder).args([argument, value]), &advice);
        let after_the_command = ["migrate", argument, value];
        refuses(program(&folder).args(after_the_command), &advice);
    }
    assert!(!folder.path().join("data").exists(), "no file was created");
}

#[test]
fn url_without_a_password_is_accepted_as_argument() {
    let folder = folder();
    let mut command = program(&folder);
    let url = "sqlite://elsewhere.sqlite3";
    drop(Server::run(command.args(["--database-url", url])));
    assert!(folder.path().join("elsewhere.sqlite3").exists());
}

#[test]
fn database_url_in_a_file_is_used() {
    let folder = folder();
    let file = folder.path().join("url");
    fs::write(&file, "sqlite://elsewhere.sqlite3\r\n").unwrap();
    drop(Server::run(
        program(&folder).arg("--database-url-file").arg(&file),
    ));
    assert!(folder.path().join("elsewhere.sqlite3").exists());
}

#[test]
fn unusable_secret_file_is_reported() {
    let folder = folder();
    for variable in [
        "SECRET_KEY",
        "SECRET_KEY_PREVIOUS",
        "PASSWORD_PEPPER",
        "PASSWORD_PEPPER_PREVIOUS",
        "SMTP_URL",
        "DATABASE_URL",
    ] {
        let file = format!("{variable}_FILE");
        let missing = folder.path().join("missing");
        let with = |path| {
            let mut command = program(&folder);
            command.env_remove(variable).env(&file, path);
            command
        };
        let unreadable = format!("cannot read {file}={}: No such file", missing.display());
        refuses(&mut with(&missing), &unreadable);
        let empty = folder.path().join("empty");
        fs::write(&empty, "\n").unwrap();
        let is_empty = format!("{file}={} is empty", empty.display());
        refuses(&mut with(&empty), &is_empty);
        let both = format!("{variable} and {file} are both set: remove one of them");
        refuses(with(&empty).env(variable, "hunter2"), &both);
    }
    let file = folder.path().join("weak");
    fs::write(&file, "hunter2\n").unwrap();
    let mut command = program(&folder);
    refuses(
        command.env("SECRET_KEY_FILE", &file),
        "invalid SECRET_KEY: it has fewer",
    );
}
