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

/// For this configuration, ready to be pasted.
pub(super) fn of(_proxy: Proxy, _config: &Config) -> String {
    String::new()
}
