use std::{fs, io::Write, net::SocketAddr, os::unix::net::UnixStream, path::PathBuf};

use rustix::process::Signal;
use tempfile::TempDir;

use super::{
    browser::Browser,
    daemon::{Daemon, give_away, own_address, unprivileged, until},
    server::folder,
};

/// A load balancer in front of three servers, configured as `docs/OPERATIONS.md` says.
pub(crate) struct Balancer {
    kind: Kind,
    servers: Vec<SocketAddr>,
    pub(crate) address: SocketAddr,
    process: Option<Daemon>,
    folder: TempDir,
}

#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Nginx,
    HaProxy,
}

impl Balancer {
    pub(crate) fn start(kind: Kind, servers: &[SocketAddr]) -> Self {
        let mut balancer = Self {
            kind,
            servers: servers.to_owned(),
            address: own_address(),
            process: None,
            folder: folder(),
        };
        give_away(balancer.folder.path());
        balancer.configure(None);
        let mut command = match kind {
            Kind::Nginx => unprivileged("/usr/sbin/nginx"),
            Kind::HaProxy => unprivileged("/usr/sbin/haproxy"),
        };
        command
            .current_dir(balancer.folder.path())
            .args(match kind {
                Kind::Nginx => ["-p", ".", "-c", "config", "-e", "stderr"].as_slice(),
                Kind::HaProxy => ["-db", "-f", "config"].as_slice(),
            });
        let log = balancer.folder.path().join("log");
        balancer.process = Some(Daemon::start(&mut command, &log));
        until("it answers", || {
            let mut browser = Browser::new(balancer.address);
            let request = browser.request("GET", "/healthz", &[]);
            let answer = browser.try_to(&request);
            answer.is_ok_and(|answer| answer.status == 200)
        });
        balancer
    }

    /// Writes the configuration, maybe with one server that gets no requests.
    fn configure(&self, down: Option<usize>) {
        let mut config = match self.kind {
            Kind::Nginx => documented("nginx"),
            Kind::HaProxy => documented("haproxy"),
        };
        let mut put = |example: &str, own: String| {
            assert!(config.contains(example), "{example:?} is not in {config}");
            config = config.replace(example, &own);
        };
        for (number, server) in self.servers.iter().enumerate() {
            let down = if down == Some(number) { " down" } else { "" };
            put(
                &format!("10.0.0.{}:8000", number + 1),
                format!("{server}{down}"),
            );
        }
        match self.kind {
            Kind::Nginx => {
                put("listen 443 ssl", format!("listen {}", self.address));
                let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                    .map(|kind| format!("{kind}_temp_path {kind};"))
                    .join(" ");
                config = format!(
                    "daemon off; pid pid; error_log stderr; events {{}} \
                     http {{ access_log off; {temporary} {config} }}"
                );
            }
            Kind::HaProxy => {
                put(
                    "bind :443 ssl crt /etc/haproxy/shop.example.pem",
                    format!("bind {}", self.address),
                );
                put(
                    "/run/haproxy/admin.sock",
                    self.folder.path().join("admin").display().to_string(),
                );
            }
        }
        fs::write(self.folder.path().join("config"), config).unwrap();
    }

    /// Returns when nothing is on its way to this server any more.
    pub(crate) fn take_out(&self, number: usize) {
        match self.kind {
            Kind::Nginx => self.reload(Some(number)),
            Kind::HaProxy => {
                self.tell(&format!(
                    "set server vestibule/{} state drain",
                    NAMES[number]
                ));
                until("nobody is connected", || self.stat(number, "scur") == "0");
            }
        }
    }

    /// Returns when it gets requests again.
    pub(crate) fn put_back(&self, number: usize) {
        match self.kind {
            Kind::Nginx => self.reload(None),
            Kind::HaProxy => {
                self.tell(&format!(
                    "set server vestibule/{} state ready",
                    NAMES[number]
                ));
                until("it is up", || self.stat(number, "status") == "UP");
            }
        }
    }

    fn reload(&self, down: Option<usize>) {
        self.configure(down);
        let process = self.process.as_ref().expect("a process");
        let old = process.children();
        process.signal(Signal::HUP);
        until("the old workers have ended", || {
            let now = process.children();
            !now.is_empty() && old.iter().all(|worker| !now.contains(worker))
        });
    }

    /// On HAProxy's own socket.
    fn tell(&self, command: &str) -> String {
        let mut socket = UnixStream::connect(self.folder.path().join("admin")).unwrap();
        writeln!(socket, "{command}").unwrap();
        std::io::read_to_string(socket).unwrap()
    }

    fn stat(&self, number: usize, column: &str) -> String {
        let table = self.tell("show stat");
        let mut rows = table.lines().map(|row| row.split(',').collect::<Vec<_>>());
        let columns = rows.next().expect("names of columns");
        let column = columns.iter().position(|name| *name == column);
        let row = rows.find(|row| row[..2] == ["vestibule", NAMES[number]]);
        row.expect("a row")[column.expect("the column")].to_owned()
    }
}

/// What the servers are called in the example.
const NAMES: [&str; 3] = ["one", "two", "three"];

/// The example of this kind in the documents.
fn documented(kind: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/OPERATIONS.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, rest) = text
        .split_once(&format!("```{kind}\n"))
        .expect("an example");
    let (example, _) = rest.split_once("```").unwrap();
    example.to_owned()
}
