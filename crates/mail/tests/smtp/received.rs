use mail_parser::{Message, MessageParser, MimeHeaders};
use vestibule_domain::Mailer;

use super::{
    fixture::{LINK, id, mailer_of, mailer_to, message, templates},
    server::Server,
};

pub(crate) fn parse(message: &[u8]) -> Message<'_> {
    MessageParser::default().parse(message).unwrap()
}

#[tokio::test]
async fn email_is_received_unchanged() {
    let server = Server::start().await;
    let mailer = mailer_to(&server);
    mailer.send(&message(7, "Alice@Example.com")).await.unwrap();

    let said = server.said();
    assert!(
        said.commands
            .contains(&"MAIL FROM:<no-reply@shop.example>".to_owned())
    );
    assert!(
        said.commands
            .contains(&"RCPT TO:<alice@example.com>".to_owned())
    );
    let message = parse(&said.emails[0]);
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Süßes & Café"));
    assert_eq!(from.address(), Some("no-reply@shop.example"));
    let to = message.to().unwrap().first().unwrap();
    assert_eq!(to.address(), Some("alice@example.com"));
    assert_eq!(
        message.subject(),
        Some("Setzen Sie Ihr Passwort für Süßes & Café zurück")
    );
    assert_eq!(message.message_id(), Some(id(7).as_str()));
    assert_eq!(message.date().unwrap().to_timestamp(), 1_772_323_260);
    assert_eq!(
        message.header_raw("Auto-Submitted").map(str::trim),
        Some("auto-generated")
    );
    let kind = message.content_type().unwrap();
    assert_eq!(
        (kind.ctype(), kind.subtype()),
        ("multipart", Some("alternative"))
    );
}

#[tokio::test]
async fn text_and_html_parts_have_the_same_unbroken_link() {
    let server = Server::start().await;
    let mailer = mailer_to(&server);
    mailer.send(&message(7, "alice@example.com")).await.unwrap();

    let said = server.said();
    let message = parse(&said.emails[0]);
    let (text, html) = (message.body_text(0).unwrap(), message.body_html(0).unwrap());
    assert!(text.lines().any(|line| line == LINK), "{text}");
    assert!(html.contains(&format!("href=\"{LINK}\"")), "{html}");
    assert!(text.contains("Süßes & Café") && html.contains("Süßes &amp; Café"));
    assert!(said.emails[0].is_ascii(), "any server can take it");
    let longest = said.emails[0]
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::len)
        .max();
    assert!(longest.unwrap() <= 998, "RFC 5322, 2.1.1");
}

#[tokio::test]
async fn retried_email_has_the_same_message_id() {
    let server = Server::start().await;
    let mailer = mailer_to(&server);
    for _ in 0..2 {
        mailer.send(&message(7, "alice@example.com")).await.unwrap();
    }
    let said = server.said();
    let (one, other) = (parse(&said.emails[0]), parse(&said.emails[1]));
    assert_eq!(one.message_id(), other.message_id());
    assert_eq!(one.date(), other.date());
    assert_eq!(one.body_text(0), other.body_text(0));
}

#[tokio::test]
async fn site_name_with_line_breaks_injects_no_smtp_command() {
    let hostile = "Shop\r\n.\r\nMAIL FROM:<eve@example.com>\r\n.\n.\r\nBcc: eve@example.com";
    let server = Server::start().await;
    let url = format!("smtp://{}", server.address);
    let mailer = mailer_of(&url, templates(hostile));
    mailer.send(&message(7, "alice@example.com")).await.unwrap();
    mailer.send(&message(8, "alice@example.com")).await.unwrap();

    let said = server.said();
    assert_eq!(said.emails.len(), 2);
    assert_eq!(server.count("MAIL"), 2);
    for message in &said.emails {
        let message = parse(message);
        assert!(message.bcc().is_none(), "{:?}", message.headers());
        let text = message.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(
            text.contains("\n.\nMAIL FROM:<eve@example.com>\n.\n.\n"),
            "{text}"
        );
        assert!(text.trim_end().ends_with("https://shop.example"), "{text}");
    }
}

#[tokio::test]
async fn many_emails_use_few_connections() {
    let server = Server::start().await;
    let mailer = std::sync::Arc::new(mailer_to(&server));
    let workers: Vec<_> = (0..4)
        .map(|mail_worker| {
            let mailer = mailer.clone();
            tokio::spawn(async move {
                for n in 0..13 {
                    let message = message(mail_worker * 100 + n, "alice@example.com");
                    mailer.send(&message).await.unwrap();
                }
            })
        })
        .collect();
    for mail_worker in workers {
        mail_worker.await.unwrap();
    }
    let said = server.said();
    assert_eq!(said.emails.len(), 52);
    assert!(said.connections <= 4, "{}", said.connections);
}

#[tokio::test]
async fn long_idle_connection_is_not_reused() {
    let server = Server::start().await;
    let mailer = mailer_to(&server);
    mailer.send(&message(1, "alice@example.com")).await.unwrap();
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_secs(31)).await;
    tokio::time::resume();
    mailer.send(&message(2, "alice@example.com")).await.unwrap();
    assert_eq!(server.said().connections, 2);
    assert_eq!(server.count("NOOP"), 0);
}
