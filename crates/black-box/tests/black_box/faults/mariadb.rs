use std::{net::SocketAddr, path::Path, process::Command};

use super::daemon::{succeed, unprivileged};

pub(crate) fn install(data: &Path) {
    succeed(
        unprivileged("mariadb-install-db")
            .args(["--no-defaults", "--skip-test-db", "--skip-name-resolve"])
            .arg("--auth-root-authentication-method=normal")
            .args(places(data)),
    );
}

/// Its temporary files are in a folder of its own: servers that start at the same time have collided in `/tmp`.
fn places(data: &Path) -> [String; 2] {
    let folder = data.parent().unwrap_or(data);
    [("datadir", data), ("tmpdir", folder)]
        .map(|(option, path)| format!("--{option}={}", path.display()))
}

pub(crate) fn server(data: &Path, address: SocketAddr) -> Command {
    let mut command = unprivileged("/usr/sbin/mariadbd");
    command
        .args(["--no-defaults", "--skip-name-resolve"])
        .args(places(data))
        .arg(format!("--socket={}", data.join("socket").display()))
        .arg(format!("--pid-file={}", data.join("pid").display()))
        .arg(format!("--bind-address={}", address.ip()))
        .arg(format!("--port={}", address.port()));
    command
}
