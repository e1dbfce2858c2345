//! The emails in the log, for developers without a mail server.

use std::{
    io,
    sync::{Arc, Mutex},
};

use vestibule_domain::{
    Client, EmailAddress, EmailId, EmailKind, LinkToken, Mailer, OutgoingEmail, QueuedEmail,
    Timestamp,
};
use vestibule_mail::{EmailTemplates, LogMailer};
use vestibule_templates::Templates;

#[derive(Clone, Default)]
struct Terminal(Arc<Mutex<Vec<u8>>>);

impl io::Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Without a terminal the log is JSON, where the link in the text ends with `\
///
/// `.
#[tokio::test]
async fn json_log_has_the_link_as_a_field() {
    let terminal = Terminal::default();
    let writer = terminal.clone();
    let log = tracing_subscriber::fmt()
        .json()
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(log);
    let secret = "A".repeat(43);
    send(&secret).await;
    let shown = String::from_utf8(terminal.0.lock().unwrap().clone()).unwrap();
    let link = format!("\"link\":\"http://localhost:8000/verify-email?token={secret}\"");
    assert!(shown.contains(&link), "{shown}");
}

/// Sends the email that verifies an address.
async fn send(secret: &str) {
    let templates = Templates::builder().url("users.verify_email", "/verify-email");
    let site_url = "http://localhost:8000".to_owned();
    let mailer = LogMailer::new(EmailTemplates::new(templates.build().unwrap(), site_url));
    let email = QueuedEmail {
        id: EmailId::from_uuid(uuid::Uuid::nil()),
        kind: EmailKind::VerifyEmail,
        to: EmailAddress::parse("alice@example.com").unwrap(),
        user_id: None,
        other_email: None,
        email_changes: 0,
        client: Client::default(),
        created_at: Timestamp::from_unix_seconds(0),
        link: None,
        attempts: 1,
    };
    let message = OutgoingEmail {
        email,
        link: LinkToken::parse(secret),
        deletion_due_at: None,
    };
    mailer.send(&message).await.unwrap();
}

#[tokio::test]
async fn text_log_shows_a_complete_link() {
    let terminal = Terminal::default();
    let writer = terminal.clone();
    let log = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(log);

    let secret = "A".repeat(43);
    send(&secret).await;

    let shown = String::from_utf8(terminal.0.lock().unwrap().clone()).unwrap();
    assert!(shown.contains("an email to alice@example.com\n"), "{shown}");
    assert!(shown.contains("\nConfirm your email address for Vestibule\n"));
    let link = format!("\nhttp://localhost:8000/verify-email?token={secret}\n");
    assert!(shown.contains(&link), "{shown}");
}
