use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Output},
};

use rustix::process::Signal;
use serde_json::Value;

use super::server::{Server, folder, program};

/// Files with an error.
mod files;
/// Errors in the format of the log.
mod formats;
/// Secrets in files, and among the arguments.
mod secrets;
/// Command lines with an error.
mod usage;
/// Settings with a bad value.
mod values;

/// A secret that no output may contain, wherever it is in the configuration.
const SECRET: &str = "hunter2";

/// The program refuses to start, and reports the reason on one line.
#[track_caller]
pub(crate) fn refuses(command: &mut Command, reason: &str) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let line = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(2), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    let error = error_of(&line);
    assert!(error.contains(reason), "{reason:?} is not in {line}");
    assert!(!line.contains(SECRET), "{line}");
    assert_eq!(String::from_utf8(stdout).unwrap(), "");
}

/// The error in the last line of standard error: `error: …` of a command, an object of a server.
#[track_caller]
pub(crate) fn error_of(stderr: &str) -> String {
    let line = stderr.lines().last().unwrap_or_default();
    if let Some(error) = line.strip_prefix("error: ") {
        return error.to_owned();
    }
    let object: Value = serde_json::from_str(line).expect(line);
    assert_eq!(object["level"], "ERROR", "{line}");
    object["fields"]["error"].as_str().expect(line).to_owned()
}

const KEY: &str = "Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa";

#[test]
fn servers_with_a_shared_database_need_a_shared_key() {
    let folder = folder();
    let mut command = program(&folder);
    command.env("DATABASE_URL", "postgres://root:hunter2@localhost/db");
    refuses(&mut command, "SECRET_KEY is missing");
}

#[test]
fn missing_database_server_is_reported_on_one_line() {
    let folder = folder();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = closed.local_addr().unwrap();
    let url = format!("postgres://root:hunter2@{closed}/db");
    let mut command = program(&folder);
    command.env("DATABASE_URL", url).env("DATABASE_WAIT", "0s");
    command.env("SECRET_KEY", KEY);
    refuses(&mut command, "cannot open the database");
}

#[test]
fn invalid_database_url_is_not_retried() {
    let folder = folder();
    let url = "postgres://root:hunter2@localhost:port/db";
    let mut command = program(&folder);
    command.env("DATABASE_URL", url).env("DATABASE_WAIT", "2s");
    command.env("SECRET_KEY", KEY);
    refuses(&mut command, "invalid port number");
}

#[test]
fn occupied_port_is_reported() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refuses(program(&folder).env("LISTEN", &address), &address);
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn invalid_template_is_reported_with_file_and_line() {
    let folder = folder();
    let refuses = |source: &str, reason| {
        fs::write(folder.path().join("login.html"), source).unwrap();
        refuses(program(&folder).env("TEMPLATES_DIR", "."), reason);
    };
    refuses("<h1>\n{% endblok %}", "./login.html:2: syntax error");
    refuses("\n\n{{ missing.value }}", "./login.html:3: undefined value");
    refuses("{% extends \"bass.html\" %}", "bass.html");
}

#[test]
fn invalid_env_file_is_reported_with_its_line_but_not_its_content() {
    let folder = folder();
    let file = folder.path().join(".env");
    for (text, reason) in [
        (
            "SITE_NAME=Shop\n\nthis is hunter2\n",
            "invalid .env: line 3",
        ),
        ("# Key\nSECRET_KEY=\"hunter2\n", "invalid .env: line 2"),
        (
            "SECRET_KEY='hunter2' hunter2\n",
            "line 1 goes on behind a closing quotation mark",
        ),
        (
            "\n\nSECRET_KEY=\"hunter2\\x\"\n",
            "line 3 has an unknown escape",
        ),
        ("SECRET_KEY=hunter2 hunter2\n", "invalid SECRET_KEY"),
        ("SECRET_KEY=$HOME", "invalid SECRET_KEY"),
    ] {
        fs::write(&file, text).unwrap();
        refuses(&mut program(&folder), reason);
    }
    fs::write(&file, b"SITE_NAME=\xff\xfe\n").unwrap();
    refuses(&mut program(&folder), "cannot read .env");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    refuses(&mut program(&folder), "cannot read .env");
}

#[track_caller]
fn is_not_made(path: &Path) {
    assert!(!path.exists(), "{}", path.display());
}
