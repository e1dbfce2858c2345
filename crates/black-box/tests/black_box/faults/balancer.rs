use std::{fs, net::SocketAddr, path::PathBuf};

use tempfile::TempDir;

use super::{
    browser::Browser,
    daemon::{Daemon, give_to_unprivileged_user, own_address, unprivileged, until},
    server::folder,
};

/// A load balancer in front of three servers, configured as `docs/how-to/run-several-servers.md` shows.
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
        give_to_unprivileged_user(balancer.folder.path());
        balancer.configure();
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

    fn configure(&self) {
        let mut config = match self.kind {
            Kind::Nginx => documented("how-to/run-several-servers.md", "nginx"),
            Kind::HaProxy => documented("how-to/run-several-servers.md", "haproxy"),
        };
        let mut put = |example: &str, own: String| {
            assert!(config.contains(example), "{example:?} is not in {config}");
            config = config.replace(example, &own);
        };
        for (number, server) in self.servers.iter().enumerate() {
            put(&format!("10.0.0.{}:8000", number + 1), server.to_string());
        }
        match self.kind {
            Kind::Nginx => {
                put("listen 443 ssl", format!("listen {}", self.address));
                config = for_nginx(&config);
            }
            Kind::HaProxy => {
                put(
                    "bind :443 ssl crt /etc/haproxy/shop.example.pem",
                    format!("bind {}", self.address),
                );
            }
        }
        fs::write(self.folder.path().join("config"), config).unwrap();
    }
}

/// The configuration of a server, with the directives that nginx needs when no service manager runs it.
pub(crate) fn for_nginx(server: &str) -> String {
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {kind};"))
        .join(" ");
    format!(
        "daemon off; pid pid; error_log stderr; events {{}} \
         http {{ access_log off; {temporary} {server} }}"
    )
}

/// The example in this language in a document.
pub(crate) fn documented(document: &str, kind: &str) -> String {
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let text = fs::read_to_string(docs.join(document)).unwrap();
    let (_, rest) = text
        .split_once(&format!("```{kind}\n"))
        .expect("an example");
    let (example, _) = rest.split_once("```").unwrap();
    example.to_owned()
}
