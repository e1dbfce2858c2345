use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
};

use tempfile::TempDir;

use super::{
    balancer::{documented, for_nginx},
    browser::{Answer, Browser},
    daemon::{Daemon, give_to_unprivileged_user, own_address, unprivileged, until},
    server::{Server, folder, program},
};

/// The tested proxies.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Proxy {
    Nginx,
    Caddy,
}

/// An application that trusts its headers, behind a proxy that is configured as `docs/forward-auth`
/// shows, and the server that the proxy asks.
pub(crate) struct ProtectedApp {
    pub(crate) accounts: Server,
    proxy: SocketAddr,
    _process: Daemon,
    _folders: [TempDir; 2],
}

pub(crate) const ACCOUNTS: &str = "accounts.example.com";
pub(crate) const APP: &str = "app.example.com";

impl ProtectedApp {
    pub(crate) fn start(kind: Proxy) -> Self {
        let [home, of_proxy] = [folder(), folder()];
        let accounts = Server::run_at(
            program(home.path())
                .env("PUBLIC_URL", format!("http://{ACCOUNTS}"))
                .env("COOKIE_DOMAIN", "example.com")
                .env("FORWARD_AUTH_HOSTS", APP),
            own_address(),
        );
        let proxy = own_address();
        let config = configure(kind, &accounts, serve_app(), proxy);
        fs::write(of_proxy.path().join("config"), config).unwrap();
        give_to_unprivileged_user(of_proxy.path());
        let (program, arguments) = match kind {
            Proxy::Nginx => (
                "/usr/sbin/nginx",
                ["-p", ".", "-c", "config", "-e", "stderr"].as_slice(),
            ),
            Proxy::Caddy => (
                "/usr/bin/caddy",
                ["run", "--config", "config", "--adapter", "caddyfile"].as_slice(),
            ),
        };
        let mut command = unprivileged(program);
        command
            .env("HOME", of_proxy.path())
            .current_dir(of_proxy.path())
            .args(arguments);
        let process = Daemon::start(&mut command, &of_proxy.path().join("log"));
        until("the proxy answers", || TcpStream::connect(proxy).is_ok());
        Self {
            accounts,
            proxy,
            _process: process,
            _folders: [home, of_proxy],
        }
    }

    /// The response to a browser that requests a page of the application, with these additional
    /// headers.
    pub(crate) fn ask(&self, browser: &Browser, method: &str, forged: &str) -> Answer {
        let mut there = browser.at(self.proxy);
        let request = there.request(method, "/secrets?a=1&b=2", &[("note", "hello")]);
        let request = request.replace(&self.proxy.to_string(), APP);
        let request = request.replacen("\r\n", &format!("\r\n{forged}"), 1);
        there.try_to(&request).unwrap()
    }

    /// Sends a form as a page of the accounts does.
    pub(crate) fn submit(
        &self,
        browser: &mut Browser,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let request = browser.request("POST", path, fields);
        let request = request.replace(&self.accounts.address.to_string(), ACCOUNTS);
        browser.try_to(&request).unwrap()
    }
}

fn configure(kind: Proxy, accounts: &Server, app: SocketAddr, own: SocketAddr) -> String {
    let mut config = match kind {
        Proxy::Nginx => documented("forward-auth/nginx.md", "nginx"),
        Proxy::Caddy => documented("forward-auth/caddy.md", "caddy"),
    };
    let mut put = |example: &str, own: String| {
        assert!(config.contains(example), "{example:?} is not in {config}");
        config = config.replace(example, &own);
    };
    put("10.0.0.1:8000", accounts.address.to_string());
    put("10.0.0.9:3000", app.to_string());
    match kind {
        Proxy::Nginx => {
            put("listen 443 ssl", format!("listen {own}"));
            for_nginx(&config)
        }
        Proxy::Caddy => {
            put(
                &format!("{APP} {{"),
                format!("http://{APP}:{} {{\n\tbind {}", own.port(), own.ip()),
            );
            format!("{{\n\tadmin off\n}}\n{config}")
        }
    }
}

/// Answers each request with the request itself.
fn serve_app() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || echo(stream.unwrap()));
        }
    });
    address
}

fn echo(mut stream: TcpStream) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut seen = String::new();
    while !seen.ends_with("\r\n\r\n") {
        if reader.read_line(&mut seen).unwrap_or_default() == 0 {
            return; // a connection without a request: a health check
        }
    }
    let length = seen.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse().unwrap())
    });
    reader
        .take(length.unwrap_or_default())
        .read_to_string(&mut seen)
        .unwrap();
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length:";
    let _ = write!(stream, "{head} {}\r\n\r\n{seen}", seen.len());
}
