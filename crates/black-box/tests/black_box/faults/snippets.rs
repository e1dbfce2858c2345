//! Real proxies get the output of `check --snippet`, and `check` judges them.

use std::{fs, net::TcpStream, process::Command};

use tempfile::TempDir;

use super::{
    balancer::for_nginx,
    daemon::{Daemon, give_to_unprivileged_user, own_address, unprivileged, until},
    server::{folder, program},
};

#[test]
fn nginx_snippet_of_check_works() {
    printed_snippet_works(
        "nginx",
        "/usr/sbin/nginx",
        &["-p", ".", "-c", "config", "-e", "stderr"],
    );
}

#[test]
fn caddy_snippet_of_check_works() {
    let arguments = ["run", "--config", "config", "--adapter", "caddyfile"];
    printed_snippet_works("caddy", "/usr/bin/caddy", &arguments);
}

fn printed_snippet_works(kind: &str, path: &str, arguments: &[&str]) {
    let [home, of_proxy] = [folder(), folder()];
    let (ours, public) = (own_address(), own_address());
    let check = |more: &[&str]| {
        let mut command = program(home.path());
        command
            .env("LISTEN", ours.to_string())
            .env("PUBLIC_URL", format!("http://{public}"))
            .env("TRUSTED_PROXIES", "127.0.0.0/8")
            .arg("check")
            .args(more);
        said(&mut command)
    };
    let printed = check(&["--snippet", kind]);
    let config = match kind {
        "nginx" => for_nginx(&without_tls(&printed, &format!("listen {public}"))),
        _ => format!(
            "{{\n\tadmin off\n}}\n{}",
            printed.replace(
                &format!("\n{} {{", public.ip()),
                &format!("\nhttp://{public} {{\n\tbind {}", public.ip())
            )
        ),
    };
    fs::write(of_proxy.path().join("config"), config).unwrap();
    let _process = start(path, arguments, &of_proxy);
    until("the proxy answers", || TcpStream::connect(public).is_ok());
    let checked = check(&[]);
    let of_proxy = checked.lines().filter(|line| line.contains("  proxy: "));
    let of_proxy: Vec<_> = of_proxy.collect();
    assert_eq!(of_proxy.len(), 6, "{checked}");
    assert!(
        of_proxy.iter().all(|line| line.starts_with("ok ")),
        "{checked}"
    );
    assert!(
        checked.contains("X-Forwarded-Proto is \"http\""),
        "{checked}"
    );
    assert!(checked.contains("is 127."), "{checked}");
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:#?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The certificate is not part of this test.
fn without_tls(config: &str, listen: &str) -> String {
    assert!(config.contains("listen 443 ssl"), "{config}");
    let config = config.replace("listen 443 ssl", listen);
    let lines = config
        .lines()
        .filter(|line| !line.contains("ssl_certificate"));
    lines.map(|line| format!("{line}\n")).collect()
}

fn start(path: &str, arguments: &[&str], folder: &TempDir) -> Daemon {
    give_to_unprivileged_user(folder.path());
    let mut command = unprivileged(path);
    command
        .env("HOME", folder.path())
        .current_dir(folder.path())
        .args(arguments);
    Daemon::start(&mut command, &folder.path().join("log"))
}
