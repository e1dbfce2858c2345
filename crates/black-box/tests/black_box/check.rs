//! `check`: the program judges its own configuration.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    process::Command,
    thread,
};

use serde_json::Value;

use super::{
    accounts::says,
    mail_server::MailServer,
    server::{Server, folder, program},
};

/// The findings, each with its state, and the exit status.
struct Found {
    status: i32,
    findings: Vec<Value>,
}

fn check(command: &mut Command) -> Found {
    let output = command.args(["check", "--json"]).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let lines = stdout.lines().map(serde_json::from_str);
    Found {
        status: output.status.code().unwrap(),
        findings: lines.collect::<Result<_, _>>().unwrap(),
    }
}

impl Found {
    /// One finding has this state and text.
    #[track_caller]
    fn has(&self, part: &str, state: &str, said: &str) {
        let is_it = |finding: &&Value| {
            let text = format!("{} {}", finding["what"], finding["advice"]);
            finding["part"] == part && finding["state"] == state && text.contains(said)
        };
        let found = self.findings.iter().find(is_it);
        assert!(
            found.is_some(),
            "{part} {state} {said}: {:#?}",
            self.findings
        );
    }
}

/// An address on which no server listens.
fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}

/// A reverse proxy for one request, which rewrites its head.
fn proxy(to: SocketAddr, rewrite: fn(&str) -> Option<String>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut server = TcpStream::connect(to).unwrap();
        let mut head = BufReader::new(client.try_clone().unwrap()).lines();
        while let Some(line) = head.next().transpose().unwrap().filter(|l| !l.is_empty()) {
            if let Some(line) = rewrite(&line) {
                write!(server, "{line}\r\n").unwrap();
            }
        }
        write!(server, "Connection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        server.read_to_end(&mut answer).unwrap();
        client.write_all(&answer).unwrap();
        client.shutdown(Shutdown::Both).unwrap();
    });
    address
}

#[test]
fn check_before_the_first_start_creates_no_file_and_reports_defaults() {
    let folder = folder();
    let said = says(&folder, "check");
    assert!(said.contains("warning  database: there is no data/vestibule.sqlite3 yet"));
    assert!(said.contains("ok       templates: "), "{said}");
    // On a busy machine a hash takes long, which is a warning and no failure.
    let measured =
        ["ok       ", "warning  "].map(|level| format!("{level}password hashes: one hash takes "));
    assert!(measured.iter().any(|line| said.contains(line)), "{said}");
    assert!(said.contains("untried  public URL: "), "{said}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn check_of_a_working_site_reports_no_problem() {
    let (folder, address, mail_server) = (folder(), free_address(), MailServer::start());
    says(&folder, "users create bob@example.com");
    let found = check(
        program(&folder)
            .env("LISTEN", address.to_string())
            .env("PUBLIC_URL", format!("http://{address}"))
            .env("SMTP_URL", format!("smtp://{}", mail_server.address))
            .env("MAIL_FROM", "shop@shop.example"),
    );
    assert_eq!(found.status, 0, "{:#?}", found.findings);
    found.has("database", "ok", "its schema is current");
    found.has("keys", "ok", "for its owner only");
    found.has("mail", "ok", "no email was sent");
    found.has("public URL", "ok", "reaches this server");
    found.has("proxy", "ok", "no proxy; the client is");
    found.has("clock", "ok", "from the clock of PUBLIC_URL");
    let is_healthy = |finding: &Value| finding["state"] == "ok";
    assert!(
        found.findings.iter().all(is_healthy),
        "{:#?}",
        found.findings
    );
}

#[test]
fn check_detects_a_proxy_that_removes_required_headers() {
    let (folder, address) = (folder(), free_address());
    let public = proxy(address, |line| match line.split(':').next()? {
        "cookie" => None,
        "host" => Some("Host: backend".to_owned()),
        "x-forwarded-for" => Some("X-Forwarded-For: 198.51.100.7".to_owned()),
        _ => Some(line.to_owned()),
    });
    let found = check(
        program(&folder)
            .env("LISTEN", address.to_string())
            .env("PUBLIC_URL", format!("http://{public}")),
    );
    assert_eq!(found.status, 1);
    found.has("proxy", "failed", "the proxy removes cookie");
    found.has("proxy", "warning", r#"Host arrives as \"backend\""#);
    found.has("proxy", "warning", "set TRUSTED_PROXIES=127.0.0.1");
    found.has("proxy", "ok", "origin arrives as it was sent");
}

#[test]
fn proxy_that_trusts_every_client_is_detected() {
    for (rewrite, state, said) in [
        (
            (|line| Some(line.to_owned())) as fn(&str) -> Option<String>,
            "failed",
            "any client can claim any address",
        ),
        (
            |line| (!line.starts_with("x-forwarded-for")).then(|| line.to_owned()),
            "failed",
            "any client can claim any address",
        ),
        (
            |line| match line.starts_with("forwarded") {
                true => Some(format!("{line}, for=198.51.100.7")),
                false => Some(line.to_owned()),
            },
            "failed",
            "any client can claim any address",
        ),
        (
            |line| match line.starts_with("x-forwarded-for") {
                true => Some(format!("{line}, 198.51.100.7")),
                false => Some(line.to_owned()),
            },
            "ok",
            "is 198.51.100.7",
        ),
    ] {
        let (folder, address) = (folder(), free_address());
        let public = proxy(address, rewrite);
        let found = check(
            program(&folder)
                .env("LISTEN", address.to_string())
                .env("PUBLIC_URL", format!("http://{public}"))
                .env("TRUSTED_PROXIES", "127.0.0.1"),
        );
        found.has("proxy", state, said);
    }
}

#[test]
fn check_names_the_server_that_answers_instead() {
    let folder = folder();
    let elsewhere = Server::start(&folder);
    let found = check(program(&folder).env("PUBLIC_URL", format!("http://{}", elsewhere.address)));
    assert_eq!(found.status, 1);
    found.has("public URL", "failed", "another server answers");
    let found = check(program(&folder).env("PUBLIC_URL", format!("http://{}", free_address())));
    assert_eq!(found.status, 1);
    found.has("public URL", "failed", "cannot reach");
}

#[test]
fn check_does_not_disturb_a_running_server() {
    let folder = folder();
    let mut server = Server::start(&folder);
    let found = check(
        program(&folder)
            .env("LISTEN", server.address.to_string())
            .env("PUBLIC_URL", format!("http://{}", server.address)),
    );
    assert_eq!(found.status, 0, "{:#?}", found.findings);
    found.has("public URL", "ok", "while a server runs");
    found.has("proxy", "untried", "stop the server and check again");
    server.is_healthy();
}

#[test]
fn failed_check_shows_the_remedy() {
    let folder = folder();
    says(&folder, "users create bob@example.com");
    let key = folder.path().join("data/secret.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let closed = free_address();
    fs::write(folder.path().join("login.html"), "{{ missing.value }}").unwrap();
    let found = check(
        program(&folder)
            .env("PUBLIC_URL", "http://shop.example")
            .env("SMTP_URL", format!("smtp://{closed}"))
            .env("MAIL_FROM", "shop@shop.example")
            .env("DISCLOSURE", "none")
            .env("TEMPLATES_DIR", "."),
    );
    assert_eq!(found.status, 1);
    found.has("keys", "failed", "chmod 600");
    found.has("mail", "failed", "check SMTP_URL");
    found.has("templates", "failed", "./login.html:1");
    found.has("configuration", "failed", "EMAIL_VERIFICATION=required");
    found.has("cookies", "warning", "use https in PUBLIC_URL");
    let server = super::database::Database::open(&folder.path().join("data/vestibule.sqlite3"));
    server.execute("DELETE FROM vestibule_migrations");
    let found = check(program(&folder).env("MIGRATE", "off"));
    found.has("database", "failed", "run the command `migrate`");
}

#[test]
fn proxy_configured_with_the_printed_snippet_passes_the_check() {
    let folder = folder();
    for (proxy, line) in [
        ("nginx", "proxy_pass http://127.0.0.1:8123;"),
        ("caddy", "reverse_proxy 127.0.0.1:8123"),
        ("traefik", "- url: http://127.0.0.1:8123"),
    ] {
        let output = program(&folder)
            .env("LISTEN", "0.0.0.0:8123")
            .env("PUBLIC_URL", "https://shop.example")
            .args(["check", "--snippet", proxy])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(line), "{said}");
        assert!(said.contains("shop.example"), "{said}");
        assert!(
            said.starts_with("# Set TRUSTED_PROXIES=127.0.0.1"),
            "{said}"
        );
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
