use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivateKeyDer},
};
use vestibule_breached::{RangeService, RangeUrl};
use vestibule_domain::{BreachedPasswords, ErrorChain, PlainPassword};

/// Tests of the program have a trusted server.
#[tokio::test]
async fn service_with_an_untrusted_certificate_is_sent_nothing() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key);
    let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let met = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        acceptor.accept(stream).await.map(drop)
    });
    let url = RangeUrl::parse(&format!("https://localhost:{port}/range/")).unwrap();
    let service = RangeService::new(url).unwrap();
    let password = PlainPassword::new("password".to_owned());
    let error = service.contains(&password).await.unwrap_err();
    let line = ErrorChain(&error).to_string();
    assert!(line.contains("certificate"), "{line}");
    assert!(met.await.unwrap().is_err(), "there was no connection");
}
