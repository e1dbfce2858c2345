use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
};

use super::daemon::{succeed, unprivileged};

/// Debian installs each release in a folder of its own, outside of `PATH`.
fn newest(name: &str) -> PathBuf {
    let releases = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed");
    let programs = releases.map(|release| release.unwrap().path().join("bin").join(name));
    let newest = programs.filter(|program| program.exists()).max();
    newest.expect("PostgreSQL is installed")
}

pub(crate) fn install(data: &Path) {
    succeed(
        unprivileged(newest("initdb"))
            .args(["--username=root", "--auth=trust", "--encoding=UTF8"])
            .arg("--locale=C")
            .arg("--pgdata")
            .arg(data),
    );
}

pub(crate) fn server(data: &Path, address: SocketAddr) -> Command {
    let mut command = unprivileged(newest("postgres"));
    command
        .arg("-D")
        .arg(data)
        .arg(format!("--listen_addresses={}", address.ip()))
        .arg(format!("--port={}", address.port()))
        .args(["--unix_socket_directories=", "--max_connections=50"]);
    command
}
