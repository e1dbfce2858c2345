use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use clap::ValueEnum;

use crate::Config;

/// A reverse proxy for which there is a configuration to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Proxy {
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Traefik.
    Traefik,
}

/// For this configuration, ready to be pasted, on the same machine. A comment says what else to
/// set here.
pub(super) fn of(proxy: Proxy, config: &Config) -> String {
    let host = config.public_url.as_ref().and_then(|url| url.host());
    let host = host.unwrap_or("accounts.example");
    let ours = reachable(config.listen);
    let peer = ours.ip();
    let told = format!("# Set TRUSTED_PROXIES={peer} and PUBLIC_URL=https://{host}\n");
    told + &match proxy {
        Proxy::Nginx => nginx(host, ours),
        Proxy::Caddy => caddy(host, ours),
        Proxy::Traefik => traefik(host, ours),
    }
}

/// Where a program on this machine reaches what listens there.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// The connecting client is the last entry of the list, even if it sent entries itself.
fn nginx(host: &str, ours: SocketAddr) -> String {
    format!(
        "server {{
    listen 443 ssl;
    server_name {host};
    ssl_certificate /etc/ssl/{host}.pem;
    ssl_certificate_key /etc/ssl/{host}.key;

    location / {{
        proxy_pass http://{ours};
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Forwarded \"\";
    }}
}}"
    )
}

/// Caddy forwards the host, and sets the client address by default.
fn caddy(host: &str, ours: SocketAddr) -> String {
    format!(
        "{host} {{
	reverse_proxy {ours} {{
		header_up -Forwarded
	}}
}}"
    )
}

/// So does Traefik.
fn traefik(host: &str, ours: SocketAddr) -> String {
    format!(
        "http:
  routers:
    accounts:
      rule: Host(`{host}`)
      entryPoints: [websecure]
      middlewares: [no-forwarded]
      service: accounts
      tls: {{}}
  middlewares:
    no-forwarded:
      headers:
        customRequestHeaders:
          Forwarded: \"\"
  services:
    accounts:
      loadBalancer:
        servers:
          - url: http://{ours}"
    )
}
