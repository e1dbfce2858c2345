//! docs/tutorials/protect-an-application.md, done as a reader does it, but for the build and the
//! browser.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::fs::symlink,
    process::Command,
};

use rig::program::executable;
use tempfile::TempDir;

use super::{
    daemon::{Daemon, until},
    server::folder,
};

const PAGE: &str = include_str!("../../../../../docs/tutorials/protect-an-application.md");
/// The ports of the application, the server and the proxy on the page.
const PORTS: [&str; 3] = ["3000", "8000", "8080"];

/// The reader's folder, with ports of its own in the place of those of the page.
struct Reader {
    folder: TempDir,
    ports: [String; 3],
    running: Vec<Daemon>,
}

impl Reader {
    fn new() -> Self {
        let folder = folder();
        symlink(executable("server"), folder.path().join("vestibule")).unwrap();
        let listeners = PORTS.map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap());
        Self {
            folder,
            ports: listeners.map(|free| free.local_addr().unwrap().port().to_string()),
            running: Vec::new(),
        }
    }

    fn here(&self, text: &str) -> String {
        let ports = PORTS.iter().zip(&self.ports);
        ports.fold(text.to_owned(), |text, (page, own)| text.replace(page, own))
    }

    fn shell(&self, command: &str) -> Command {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &self.here(command)])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", std::env::var("PATH").unwrap())
            .env("HOME", self.folder.path())
            .env("LISTEN", self.here("127.0.0.1:8000"));
        shell
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), self.here(text)).unwrap();
    }

    /// Starts what stays in a terminal of its own.
    fn start(&mut self, command: &str) {
        let log = self.folder.path().join("log");
        let mut shell = self.shell(&format!("exec {command}"));
        let port: u16 = self.ports[self.running.len()].parse().unwrap();
        self.running.push(Daemon::start(&mut shell, &log));
        until(command, || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
        });
    }

    fn output(&self, command: &str) -> String {
        let output = self.shell(command).output().unwrap();
        assert!(output.status.success(), "{command}: {output:#?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the page has its reader do in a browser.
    fn register(&self) {
        let form = "curl -s -c jar -d email=alice@example.com \
                    -d password=correct+horse+battery -d password_confirmation=correct+horse+battery \
                    http://accounts.shop.localhost:8080/register";
        self.output(form);
        let seen = self.output("curl -s -b jar http://app.shop.localhost:8080/");
        let (user, email) = seen.split_once('\n').unwrap();
        assert_eq!(user.len(), "user: ".len() + 36, "one UUID: {seen}");
        assert_eq!(email.trim_end(), "email:", "it is not verified: {seen}");
    }

    /// Whether the proxy lets the registered browser through.
    fn status(&self) -> String {
        self.output("curl -s -o page -w '%{http_code}' -b jar http://app.shop.localhost:8080/")
    }
}

/// The blocks of the page: what stands before each, its language and its text.
fn blocks() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let parts: Vec<_> = PAGE.split("\n```").collect();
    let pairs = parts.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    let blocks = pairs.map(|(before, block)| {
        let (language, text) = block.split_once('\n').unwrap();
        (before, language, text)
    });
    blocks.collect::<Vec<_>>().into_iter()
}

#[test]
fn tutorial_protects_an_application() {
    let mut reader = Reader::new();
    let mut expected = None;
    for (before, language, text) in blocks() {
        let name = before.trim_end().lines().last().unwrap_or_default();
        let name = name.strip_prefix('`').and_then(|n| n.strip_suffix("`:"));
        match (language, name, text) {
            (_, Some(name), text) => reader.write(name, &format!("{text}\n")),
            ("sh", _, "python3 app.py" | "./vestibule" | "caddy run") => reader.start(text),
            ("sh", _, build) if build.starts_with("cargo build") => {}
            ("sh", _, command) => {
                if command.contains(" disable ") {
                    reader.register();
                }
                expected = Some(reader.output(command));
                if command.contains(" disable ") {
                    assert_eq!(reader.status(), "401");
                }
            }
            // Others show what a browser or a terminal has.
            ("text", _, text) => {
                if let Some(output) = expected.take() {
                    assert_eq!(output.trim_end(), reader.here(text));
                }
            }
            other => panic!("what is this for? {other:?}"),
        }
    }
    assert_eq!(reader.running.len(), PORTS.len());
}
