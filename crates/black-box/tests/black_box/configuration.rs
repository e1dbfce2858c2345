use std::{
    fs,
    process::{Command, Output},
};

use super::server::{Server, folder, program};

fn run(folder: &tempfile::TempDir, argument: &str) -> Output {
    program(folder)
        .env("SECRET_KEY", "hunter2")
        .env("DATABASE_URL", "postgres://root:hunter2@localhost/db")
        .arg(argument)
        .output()
        .unwrap()
}

#[test]
fn help_and_version_exit_with_0_and_contain_no_secret() {
    let folder = folder();
    for (argument, text) in [
        ("--help", "SECRET_KEY_PREVIOUS"),
        ("-h", "--listen"),
        (
            "--version",
            concat!("vestibule ", env!("CARGO_PKG_VERSION")),
        ),
    ] {
        let output = run(&folder, argument);
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout.contains(text), "{stdout}");
        assert!(!stdout.contains("hunter2"), "{stdout}");
        assert!(output.stderr.is_empty());
    }
    let made = fs::read_dir(&folder).unwrap().count();
    assert_eq!(made, 0, "the option for help starts nothing");
}

#[test]
fn command_line_overrides_environment_and_environment_overrides_file() {
    let folder = folder();
    let name = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = program(&folder);
        command.args(arguments).envs(environment.iter().copied());
        let server = Server::run(&mut command);
        let page = server.browser().get("/login").body;
        let title = page.split("· ").nth(1).unwrap();
        title.split('<').next().unwrap().to_owned()
    };
    let (line, environment) = (["--site-name=Line"], [("SITE_NAME", "Environment")]);
    assert_eq!(name(&[], &[]), "Vestibule");
    fs::write(folder.path().join(".env"), "SITE_NAME=File\n").unwrap();
    assert_eq!(name(&[], &[]), "File");
    assert_eq!(name(&[], &environment), "Environment");
    assert_eq!(name(&line, &environment), "Line");
}

#[test]
fn env_file_value_is_used_literally() {
    let folder = folder();
    for (text, name) in [
        (
            "SITE_NAME=The $HOME of O'Neill\n",
            "The $HOME of O&#x27;Neill",
        ),
        ("SITE_NAME='Shop # 1' # a comment\n", "Shop # 1"),
        (
            "\u{feff}export SITE_NAME=\"A \\\"B\\\" $C\"\r\n",
            "A &quot;B&quot; $C",
        ),
    ] {
        fs::write(folder.path().join(".env"), text).unwrap();
        let server = Server::run(program(&folder).env("HOME", "house"));
        let page = server.browser().get("/login").body;
        assert!(
            page.contains(&format!("· {name}</title>")),
            "{name}: {page}"
        );
    }
}

/// Compose files set unset variables to an empty value.
#[test]
fn empty_variable_is_ignored() {
    let folder = folder();
    let names = command_names();
    assert!(names.len() > 30, "{names:?}");
    fs::write(folder.path().join(".env"), "SITE_NAME=File\nSECRET_KEY=\n").unwrap();
    let mut command = program(&folder);
    command.envs(
        names
            .iter()
            .filter(|name| *name != "LISTEN")
            .map(|name| (name, "")),
    );
    let server = Server::run(command.env("RUST_LOG", ""));
    let page = server.browser().get("/login").body;
    assert!(page.contains("· File</title>"), "{page}");
    let said = program(&folder)
        .env("LISTEN", "")
        .arg("check")
        .output()
        .unwrap();
    assert_ne!(said.status.code(), Some(2));
}

/// The variables in the output of `--help`.
fn command_names() -> Vec<String> {
    let help = Command::new(rig::program::executable("server"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let names = help.split("[env: ").skip(1);
    names
        .map(|rest| rest.split(['=', ']']).next().unwrap().to_owned())
        .collect()
}

#[test]
fn localhost_is_accepted_as_listen_address() {
    let folder = folder();
    let server = Server::run(program(&folder).env("LISTEN", "localhost:0"));
    assert!(server.address.ip().is_loopback());
    server.browser().get("/login").has_status(200);
}

#[test]
fn files_in_templates_dir_replace_page_and_style_sheet() {
    let folder = folder();
    let templates = folder.path().join("my");
    fs::create_dir(&templates).unwrap();
    let page =
        r#"{% extends "base.html" %}{% block content %}<h1>Who goes there?</h1>{% endblock %}"#;
    fs::write(templates.join("login.html"), page).unwrap();
    fs::write(templates.join("style.css"), "h1 { color: teal }").unwrap();
    let server = Server::run(program(&folder).env("TEMPLATES_DIR", "my"));
    let page = server.browser().get("/login");
    page.shows("<h1>Who goes there?</h1>");
    let style = page
        .body
        .split('"')
        .find(|word| word.ends_with(".css"))
        .unwrap();
    let style = server.browser().get(style);
    assert_eq!(style.body, "h1 { color: teal }");
    assert!(style.header("cache-control").contains("immutable"));
    server
        .browser()
        .get("/register")
        .shows("Password confirmation");
}

#[test]
fn disclosure_option_changes_the_messages_for_visitors() {
    let folder = folder();
    let message = "No user with the given email address was found.";
    let server = Server::start(&folder);
    let page = server
        .browser()
        .log_in("nobody@example.com", "whatever it is");
    page.has_status(422);
    page.hides(message);
    let server = Server::run(program(&folder).env("DISCLOSURE", "all"));
    let page = server
        .browser()
        .log_in("nobody@example.com", "whatever it is");
    page.has_status(422);
    page.shows(message);
}
