//! The operator's settings work with any mail server.

use vestibule_domain::Mailer;
use vestibule_mail::{MailFrom, SmtpUrl};

use super::{
    fixture::{mailer_from, message, templates},
    received::parse,
    server::{Answer, Server},
};

fn url(server: &Server) -> SmtpUrl {
    SmtpUrl::parse(&format!("smtp://{}", server.address)).unwrap()
}

#[tokio::test]
async fn server_is_greeted_by_the_host_of_the_site() {
    for (host, greeting) in [
        ("shop.example", "EHLO shop.example"),
        ("shop.example.", "EHLO shop.example"),
        ("xn--bcher-kva.example", "EHLO xn--bcher-kva.example"),
        ("192.0.2.7", "EHLO [192.0.2.7]"),
        ("[2001:db8::7]", "EHLO [IPv6:2001:db8::7]"),
    ] {
        let server = Server::start().await;
        let mailer = mailer_from(
            url(&server).hello_name(host),
            "no-reply@shop.example",
            templates("Shop"),
        );
        mailer.send(&message(1, "alice@example.com")).await.unwrap();
        assert_eq!(server.said().commands[0], greeting);
        assert_eq!(server.count("EHLO"), 1);
    }
}

#[tokio::test]
async fn sender_and_names_in_any_language_reach_a_server_without_extensions() {
    for from in [
        "no-reply@bücher.example",
        "Süßes & Café <no-reply@bücher.example>",
        "\"Ünïcode, Inc.\" <no-reply@shop.example>",
        "商店 <no-reply@xn--bcher-kva.example>",
    ] {
        let server = Server::with(&[], None).await;
        let mailer = mailer_from(url(&server), from, templates("Süßes 商店"));
        mailer.send(&message(1, "alice@example.com")).await.unwrap();
        let said = server.said();
        let all = said.emails.concat();
        assert!(all.is_ascii(), "{}", String::from_utf8_lossy(&all));
        assert!(
            said.commands.iter().all(|line| line.is_ascii()),
            "{:?}",
            said.commands
        );
        let message = parse(&said.emails[0]);
        let sender = message.from().unwrap().first().unwrap();
        assert!(
            sender.address().unwrap().ends_with(".example"),
            "{sender:?}"
        );
        assert!(!sender.name().unwrap_or_default().is_empty(), "{sender:?}");
    }
}

#[tokio::test]
async fn sender_that_the_server_refuses_is_found_without_sending() {
    let server = Server::start().await;
    let from = MailFrom::parse("no-reply@shop.example").unwrap();
    url(&server).try_out(&from).await.unwrap();
    assert_eq!(server.count("MAIL FROM:<no-reply@shop.example>"), 1);
    server.at("MAIL", Answer::Says("550 5.1.8 sender address rejected"));
    url(&server).try_out(&from).await.unwrap_err();
    let said = server.said();
    assert_eq!(
        (
            server.count("RCPT"),
            server.count("DATA"),
            said.emails.len()
        ),
        (0, 0, 0)
    );
}

#[test]
fn server_with_a_name_in_any_language_is_found_by_its_ascii_name() {
    let url = SmtpUrl::parse("smtps://user:secret@bücher.example").unwrap();
    assert_eq!(url.server(), ("xn--bcher-kva.example", 465));
    let url = SmtpUrl::parse("smtp://[2001:db8::7]:25").unwrap();
    assert_eq!(url.server(), ("2001:db8::7", 25));
    SmtpUrl::parse("smtp://mail%20server.example").unwrap_err();
}
