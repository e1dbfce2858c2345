use std::{fs, net::SocketAddr, sync::Arc, thread};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    runtime,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivateKeyDer},
};

use super::{
    browser::{ALICE, PASSWORD},
    misconfiguration::refuses,
    server::{Server, folder, program},
};

const LEAKED: &str = "a long one that leaked";
/// Its SHA-1, computed by sha1sum.
const PREFIX: &str = "849EF";
const REST: &str = "CDEB92DB9A9B50DE89B46145FC3CF8315A7";

#[test]
fn password_in_the_breached_file_is_refused() {
    let folder = folder();
    let file = folder.path().join("leaked.txt");
    let text = format!(
        "{}:1\r\n{PREFIX}{REST}:7\r\n{}:3\r\n",
        "0".repeat(40),
        "F".repeat(40)
    );
    fs::write(&file, text).unwrap();
    let server = Server::run(program(&folder).env("BREACHED_PASSWORDS", "leaked.txt"));
    let page = server.browser().register(ALICE, LEAKED);
    page.has_status(422);
    page.shows("This password appears in known data breaches.");
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    assert_eq!(server.complaints(), "");

    fs::remove_file(&file).unwrap();
    let mut browser = server.browser();
    browser.register("bob@example.com", LEAKED).leads_to("/");
    assert!(server.log().contains("breach_check_failed"));
    assert!(!server.log().contains(LEAKED) && !server.log().contains(REST));
}

#[test]
fn invalid_breached_password_file_is_reported_on_one_line() {
    let folder = folder();
    fs::write(folder.path().join("leaked.txt"), "Dear diary\n").unwrap();
    for (value, reason) in [
        (
            "leaked.txt",
            "invalid BREACHED_PASSWORDS=leaked.txt: at byte 0",
        ),
        (
            "missing.txt",
            "invalid BREACHED_PASSWORDS=missing.txt: No such file",
        ),
        (
            "http://api.example/range/",
            "like https://api.pwnedpasswords.com",
        ),
    ] {
        refuses(program(&folder).env("BREACHED_PASSWORDS", value), reason);
        assert!(!folder.path().join("data").exists(), "nothing was begun");
    }
}

/// A service with this certificate that knows one breached password.
fn service(certificate: &std::path::Path) -> SocketAddr {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(certificate, made.cert.pem()).unwrap();
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key);
    let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        runtime.block_on(async {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                // A client that does not trust the certificate disconnects.
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await.unwrap());
                }
                let asked = head.starts_with(format!("GET /range/{PREFIX} ").as_bytes());
                let range = match asked {
                    true => format!("{REST}:7"),
                    false => format!("{}:1", "0".repeat(35)),
                };
                let length = range.len();
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}");
                let answer = format!("{head}\r\nconnection: close\r\n\r\n{range}");
                stream.write_all(answer.as_bytes()).await.unwrap();
                let _ = stream.shutdown().await;
            }
        });
    });
    address
}

#[test]
fn breached_password_service_is_queried_only_with_a_trusted_certificate() {
    let folder = folder();
    let certificate = folder.path().join("service.pem");
    let address = service(&certificate);
    let url = format!("https://localhost:{}/range/", address.port());
    let server = Server::run(
        program(&folder)
            .env("BREACHED_PASSWORDS", &url)
            .env("SSL_CERT_FILE", &certificate),
    );
    let page = server.browser().register(ALICE, LEAKED);
    page.has_status(422);
    page.shows("This password appears in known data breaches.");
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    assert_eq!(server.complaints(), "");
    drop(server);

    let server = Server::run(program(&folder).env("BREACHED_PASSWORDS", &url));
    let mut browser = server.browser();
    browser.register("bob@example.com", LEAKED).leads_to("/");
    let log = server.log();
    assert!(
        log.contains("breach_check_failed") && log.contains("certificate"),
        "{log}"
    );
}
