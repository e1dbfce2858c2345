use std::{fs, path::Path, process::Command, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};
use vestibule_domain::{ErrorChain, Mailer, SendError};

use super::{
    fixture::{mailer, message},
    server::{Server, Tls},
};

/// The variable with the folder of the server's certificate and key, in the process that trusts the
/// authority.
const PAPERS: &str = "VESTIBULE_TEST_PAPERS";

/// A certificate authority, and a certificate for a server of this name.
fn issue(name: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new([name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    fs::write(folder.path().join("authority.pem"), authority.pem()).unwrap();
    fs::write(folder.path().join("server.pem"), certificate.pem()).unwrap();
    fs::write(folder.path().join("server.key"), key.serialize_pem()).unwrap();
    folder
}

fn acceptor(papers: &Path) -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_file(papers.join("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(papers.join("server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    Arc::new(config).into()
}

async fn server(tls: Tls, papers: &Path) -> Server {
    let extensions: &[&str] = match tls {
        Tls::AtOnce => &["AUTH PLAIN"],
        Tls::WhenAsked => &["STARTTLS", "AUTH PLAIN"],
    };
    Server::with(extensions, Some((tls, acceptor(papers)))).await
}

fn url(tls: Tls, server: &Server) -> String {
    match tls {
        Tls::AtOnce => format!("smtps://user:password@{}", server.address),
        Tls::WhenAsked => format!("smtp://user:password@{}?tls=required", server.address),
    }
}

/// Runs the test again in a process that trusts the authority, because the root certificates come from
/// the environment. There it returns the folder with the certificates, here `None`.
fn in_a_process_that_trusts(test: &str, name: &str) -> Option<std::path::PathBuf> {
    if let Some(papers) = std::env::var_os(PAPERS) {
        return Some(papers.into());
    }
    let papers = issue(name);
    let program = std::env::current_exe().unwrap();
    let ended = Command::new(program)
        .args(["--exact", &format!("tls::{test}")])
        .env(PAPERS, papers.path())
        .env("SSL_CERT_FILE", papers.path().join("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
    None
}

async fn assert_nothing_was_sent(tls: Tls, papers: &Path) {
    let server = server(tls, papers).await;
    let mailer = mailer(&url(tls, &server));
    match mailer.send(&message(1, "alice@example.com")).await {
        Err(SendError::Unavailable(error)) => {
            let reason = ErrorChain(&error).to_string();
            assert!(reason.contains("certificate"), "{reason}");
        }
        other => panic!("{other:?}"),
    }
    let secrets = ["AUTH", "MAIL", "RCPT", "DATA"];
    assert!(secrets.iter().all(|command| server.count(command) == 0));
    assert!(server.said().emails.is_empty());
}

#[tokio::test]
async fn server_with_a_valid_certificate_receives_emails() {
    let test = "server_with_a_valid_certificate_receives_emails";
    let Some(papers) = in_a_process_that_trusts(test, "127.0.0.1") else {
        return;
    };
    for tls in [Tls::AtOnce, Tls::WhenAsked] {
        let server = server(tls, &papers).await;
        let mailer = mailer(&url(tls, &server));
        mailer.send(&message(1, "alice@example.com")).await.unwrap();
        mailer.send(&message(2, "alice@example.com")).await.unwrap();
        let said = server.said();
        assert_eq!((said.connections, said.emails.len()), (1, 2));
        // `\0user\0password`
        assert_eq!(server.count("AUTH PLAIN AHVzZXIAcGFzc3dvcmQ="), 1);
    }
}

#[tokio::test]
async fn server_with_a_certificate_for_another_name_is_sent_nothing() {
    let test = "server_with_a_certificate_for_another_name_is_sent_nothing";
    let Some(papers) = in_a_process_that_trusts(test, "mail.example") else {
        return;
    };
    assert_nothing_was_sent(Tls::AtOnce, &papers).await;
    assert_nothing_was_sent(Tls::WhenAsked, &papers).await;
}

#[tokio::test]
async fn server_with_an_untrusted_certificate_is_sent_nothing() {
    let papers = issue("127.0.0.1");
    assert_nothing_was_sent(Tls::AtOnce, papers.path()).await;
    assert_nothing_was_sent(Tls::WhenAsked, papers.path()).await;
}

#[tokio::test]
async fn stripped_starttls_aborts_the_delivery() {
    let server = Server::with(&["AUTH PLAIN"], None).await;
    let mailer = mailer(&url(Tls::WhenAsked, &server));
    let sent = mailer.send(&message(1, "alice@example.com")).await;
    assert!(matches!(sent, Err(SendError::Unavailable(_))));
    let said = server.said().commands;
    let harmless = |line: &String| line.starts_with("EHLO") || line == "QUIT";
    assert!(!said.is_empty() && said.iter().all(harmless), "{said:?}");
}
