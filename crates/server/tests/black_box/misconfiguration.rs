use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Output},
};

use rustix::process::Signal;

use super::server::{Server, folder, program};

/// Wherever it is in a configuration, nobody may read it.
mod files;

const SECRET: &str = "hunter2";

/// The program refuses to start, and says why in one line that contains `reason`.
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
    assert!(line.starts_with("error: "), "{line}");
    assert!(line.contains(reason), "{reason:?} is not in {line}");
    assert!(!line.contains(SECRET), "{line}");
    assert_eq!(String::from_utf8(stdout).unwrap(), "");
}

#[test]
fn a_bad_value_is_one_clear_line() {
    for (name, value, reason) in [
        ("LISTEN", "nonsense", "'nonsense' for '--listen"),
        ("LISTEN", "127.0.0.1:99999", "'--listen"),
        ("LISTEN", "localhost", "invalid socket address"),
        ("LISTEN", "192.0.2.1:80", "can't listen on 192.0.2.1:80"),
        ("METRICS_LISTEN", "9100", "invalid socket address"),
        (
            "METRICS_LISTEN",
            "example.com:9100",
            "like 127.0.0.1:8000, localhost:8000",
        ),
        ("LISTEN", ":8000", "like 127.0.0.1:8000, localhost:8000"),
        (
            "METRICS_LISTEN",
            "192.0.2.1:80",
            "can't listen on 192.0.2.1:80 (METRICS_LISTEN)",
        ),
        ("PUBLIC_URL", "shop.example", "like https://shop.example"),
        ("PUBLIC_URL", "https://shop.example/path", "'--public-url"),
        ("PUBLIC_URL", "ftp://shop.example", "'--public-url"),
        (
            "SECRET_KEY",
            "hunter2hunter2",
            "SECRET_KEY can't be used: it has fewer than 32 bytes",
        ),
        (
            "SECRET_KEY",
            "hunter2hunter2hunter2hunter2hunter2",
            "it is not random",
        ),
        (
            "SECRET_KEY_PREVIOUS",
            "hunter2",
            "SECRET_KEY_PREVIOUS can't be used",
        ),
        (
            "SECRET_KEY",
            "0123456789abcdef0123456789abcdef",
            "the command `key` prints a good one",
        ),
        (
            "SECRET_KEY",
            "changeme-changeme-before-production",
            "it is a sample",
        ),
        (
            "PASSWORD_PEPPER",
            "hunter2",
            "PASSWORD_PEPPER can't be used: it has fewer than 32 bytes",
        ),
        (
            "PASSWORD_PEPPER_PREVIOUS",
            "hunter2",
            "PASSWORD_PEPPER_PREVIOUS can't be used",
        ),
        (
            "DISCLOSURE",
            "everything",
            "[possible values: none, registration, all]",
        ),
        ("DISCLOSURE", "none", "needs EMAIL_VERIFICATION=required"),
        (
            "SMTP_URL",
            "mail.example",
            "SMTP_URL can't be used: it must be like smtps://",
        ),
        (
            "SMTP_URL",
            "smtp://shop:hunter2@mail.example",
            "a password is sent over TLS only",
        ),
        (
            "SMTP_URL",
            "smtp://mail.example?tls=maybe",
            "tls=required or tls=opportunistic",
        ),
        (
            "SMTP_URL",
            "smtp://mail.example",
            "SMTP_URL needs MAIL_FROM",
        ),
        ("MAIL_FROM", "the shop", "it must be an email address"),
        (
            "EMAIL_VERIFICATION",
            "perhaps",
            "[possible values: off, optional, required]",
        ),
        ("TRUSTED_PROXIES", "everybody", "neither an address nor"),
        ("EVENTS_KEPT", "0s", "a minute or more"),
        ("DELETION_GRACE", "later", "like 30s, 15min, 12h or 14days"),
        ("SESSION_LIFETIME", "30", "like 30s, 15min, 12h or 14days"),
        (
            "DATABASE_TIMEOUT",
            "5 parsecs",
            "like 30s, 15min, 12h or 14days",
        ),
        ("LOG_FORMAT", "xml", "[possible values: auto, human, json]"),
        ("PASSWORD_MIN_LENGTH", "7", "it must be from 8 to 256"),
        ("PASSWORD_MIN_LENGTH", "257", "it must be from 8 to 256"),
        ("PASSWORD_MIN_LENGTH", "many", "it must be from 8 to 256"),
        ("SESSION_IDLE", "soon", "'--session-idle"),
        ("SESSION_IDLE", "1s", "a minute or more"),
        ("SESSION_LIFETIME", "-1day", "'--session-lifetime"),
        ("ARGON2_MEMORY_KIB", "1024", "too weak"),
        ("ARGON2_MEMORY_KIB", "4194304", "too costly"),
        ("ARGON2_PASSES", "0", "too weak"),
        ("ARGON2_PASSES", "1", "too weak"),
        ("ARGON2_LANES", "0", "1 lane"),
        ("ARGON2_LANES", "x", "'--argon2-lanes"),
        (
            "TEMPLATES_DIR",
            "nowhere",
            "nowhere: No such file or directory",
        ),
        (
            "DATABASE_URL",
            "oracle://root:hunter2@localhost/db",
            "begins with sqlite:, postgres: or mysql:",
        ),
        (
            "DATABASE_URL",
            "hunter2",
            "begins with sqlite:, postgres: or mysql:",
        ),
        ("DATABASE_URL", "sqlite::memory:", "name a file"),
        (
            "DATABASE_URL",
            "sqlite:///dev/null/data.sqlite3",
            "can not create /dev/null/data.sqlite3",
        ),
        ("DATABASE_CONNECTIONS", "0", "'--database-connections"),
        ("DATABASE_TIMEOUT", "0s", "from a second to an hour"),
        ("DATABASE_TIMEOUT", "30days", "from a second to an hour"),
        ("DATABASE_WAIT", "100000000000years", "a day or less"),
        ("MIGRATE", "perhaps", "[possible values: auto, off]"),
        ("RUST_LOG", "%%%=", "RUST_LOG can't be used"),
    ] {
        let folder = folder();
        refuses(program(&folder).env(name, value), reason);
        let made = folder.path().join("data/vestibule.sqlite3");
        assert!(!made.exists() || name == "LISTEN", "{name}={value}");
    }
}

#[test]
fn an_unknown_argument_is_one_clear_line() {
    let folder = folder();
    refuses(program(&folder).arg("--lisen=127.0.0.1:1"), "'--lisen'");
}

#[test]
fn a_mistyped_command_line_is_answered_with_what_was_meant_and_how_it_is_used() {
    let folder = folder();
    for (line, reasons) in [
        (
            "--lisen=1",
            ["similar argument exists: '--listen'", "usage: vestibule"],
        ),
        (
            "usrs list",
            ["similar subcommand exists: 'users'", "usage: vestibule"],
        ),
        (
            "users lst",
            [
                "similar subcommand exists: 'list'",
                "usage: vestibule users",
            ],
        ),
        (
            "users create",
            ["not provided: <EMAIL>", "usage: vestibule users create"],
        ),
        ("users create alice", ["like alice@example.com", "'--help'"]),
        (
            "users show alice",
            ["like alice@example.com", "`users list`"],
        ),
        (
            "sessions revoke",
            ["<ACCOUNT|--all>", "usage: vestibule sessions revoke"],
        ),
        (
            "sessions revoke a@example.com --all",
            ["cannot be used with '--all'", "usage: "],
        ),
        (
            "invite --lifetime soon",
            ["like 30s, 15min, 12h or 14days", "'--help'"],
        ),
        ("tune --memory lots", ["like 64MiB", "'--help'"]),
        ("tune --time 250", ["like 30s", "'--help'"]),
        (
            "check --snippet apache",
            ["possible values: nginx, caddy, traefik", "'--help'"],
        ),
    ] {
        for reason in reasons {
            refuses(program(&folder).args(line.split(' ')), reason);
        }
    }
}

#[test]
fn a_group_of_commands_alone_prints_its_help() {
    let folder = folder();
    for (group, command) in [("users", "create"), ("sessions", "revoke")] {
        for environment in [
            &[][..],
            &[("SITE_NAME", "Shop"), ("PUBLIC_URL", "http://localhost")],
        ] {
            let said = program(&folder)
                .arg(group)
                .envs(environment.iter().copied())
                .output()
                .unwrap();
            let help = String::from_utf8(said.stderr).unwrap();
            assert_eq!(said.status.code(), Some(2), "{help}");
            assert!(
                help.contains(&format!("Usage: vestibule {group}")),
                "{help}"
            );
            assert!(help.contains(command), "{help}");
        }
    }
}

const KEY: &str = "Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa";

#[test]
fn servers_that_share_a_database_need_a_key_that_they_share() {
    let folder = folder();
    let mut command = program(&folder);
    command.env("DATABASE_URL", "postgres://root:hunter2@localhost/db");
    refuses(&mut command, "SECRET_KEY is missing");
}

#[test]
fn a_database_server_that_nobody_runs_is_one_clear_line() {
    let folder = folder();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = nobody.local_addr().unwrap();
    let url = format!("postgres://root:hunter2@{nobody}/db");
    let mut command = program(&folder);
    command.env("DATABASE_URL", url).env("DATABASE_WAIT", "0s");
    command.env("SECRET_KEY", KEY);
    refuses(&mut command, "the database can't be opened");
}

#[test]
fn a_database_url_that_can_never_work_is_not_waited_for() {
    let folder = folder();
    let url = "postgres://root:hunter2@localhost:port/db";
    let mut command = program(&folder);
    command.env("DATABASE_URL", url).env("DATABASE_WAIT", "2s");
    command.env("SECRET_KEY", KEY);
    refuses(&mut command, "invalid port number");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refuses(program(&folder).env("LISTEN", &address), &address);
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn a_broken_template_is_named_with_file_and_line() {
    let folder = folder();
    let refuses = |source: &str, reason| {
        fs::write(folder.path().join("login.html"), source).unwrap();
        refuses(program(&folder).env("TEMPLATES_DIR", "."), reason);
    };
    refuses("<h1>\n{% endblok %}", "./login.html:2: syntax error");
    refuses("\n\n{{ nobody.knows }}", "./login.html:3: undefined value");
    refuses("{% extends \"bass.html\" %}", "bass.html");
}

#[test]
fn a_broken_env_file_is_named_with_its_line_but_not_what_is_in_it() {
    let folder = folder();
    let file = folder.path().join(".env");
    for (text, reason) in [
        (
            "SITE_NAME=Shop\n\nthis is hunter2\n",
            ".env can't be read: line 3",
        ),
        (
            "# Key\nSECRET_KEY=\"hunter2\n",
            ".env can't be read: line 2",
        ),
        (
            "SECRET_KEY='hunter2' hunter2\n",
            "line 1 goes on behind a closing quotation mark",
        ),
        (
            "\n\nSECRET_KEY=\"hunter2\\x\"\n",
            "line 3 has an unknown escape",
        ),
        ("SECRET_KEY=hunter2 hunter2\n", "SECRET_KEY can't be used"),
        ("SECRET_KEY=$HOME", "SECRET_KEY can't be used"),
    ] {
        fs::write(&file, text).unwrap();
        refuses(&mut program(&folder), reason);
    }
    fs::write(&file, b"SITE_NAME=\xff\xfe\n").unwrap();
    refuses(&mut program(&folder), ".env can't be read");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    refuses(&mut program(&folder), ".env can't be read");
}

#[track_caller]
fn is_not_made(path: &Path) {
    assert!(!path.exists(), "{}", path.display());
}
