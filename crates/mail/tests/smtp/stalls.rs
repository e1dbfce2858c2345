use std::{sync::Arc, time::Duration};

use tokio::time;
use vestibule_domain::{Mailer, SENDING_TIME, SendError};

use super::{
    fixture::{id, mailer_to, message},
    received::parse,
    server::{Answer, Server},
};

/// The clock is advanced only after the server has stopped answering, so there is no race.
async fn advance_past_the_timeout() {
    time::pause();
    time::advance(SENDING_TIME).await;
    time::resume();
}

#[tokio::test]
async fn stalled_server_times_out_and_the_next_email_is_complete() {
    for command in ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "end"] {
        let server = Server::start().await;
        let mailer = Arc::new(mailer_to(&server));
        server.at(command, Answer::Stalls);
        let sender = Arc::clone(&mailer);
        let sending =
            tokio::spawn(async move { sender.send(&message(1, "alice@example.com")).await });
        server.stalls().await;
        advance_past_the_timeout().await;
        let sent = time::timeout(Duration::from_secs(5), sending).await;
        let sent = sent.expect(command).unwrap();
        assert!(matches!(sent, Err(SendError::Unavailable(_))), "{command}");

        server.recover();
        let taken = server.said().emails.len();
        mailer.send(&message(2, "alice@example.com")).await.unwrap();
        let said = server.said();
        assert_eq!(said.emails.len(), taken + 1, "{command}");
        let last = parse(said.emails.last().unwrap());
        assert_eq!(last.message_id(), Some(id(2).as_str()), "{command}");
        assert_eq!(said.connections, 2, "{command}");
    }
}

#[tokio::test]
async fn stalled_reused_connection_times_out() {
    let server = Server::start().await;
    let mailer = Arc::new(mailer_to(&server));
    mailer.send(&message(1, "alice@example.com")).await.unwrap();
    server.at("NOOP", Answer::Stalls);
    let sender = Arc::clone(&mailer);
    let sending = tokio::spawn(async move { sender.send(&message(2, "alice@example.com")).await });
    server.stalls().await;
    advance_past_the_timeout().await;
    assert!(matches!(
        sending.await.unwrap(),
        Err(SendError::Unavailable(_))
    ));
    mailer.send(&message(3, "alice@example.com")).await.unwrap();
    assert_eq!(server.said().connections, 2);
}

#[tokio::test]
async fn cancelled_delivery_sends_no_partial_email() {
    let server = Server::start().await;
    let mailer = Arc::new(mailer_to(&server));
    server.at("DATA", Answer::Stalls);
    let sender = Arc::clone(&mailer);
    let sending = tokio::spawn(async move { sender.send(&message(1, "alice@example.com")).await });
    server.stalls().await;
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    server.recover();
    mailer.send(&message(2, "alice@example.com")).await.unwrap();
    let said = server.said();
    assert_eq!((said.connections, said.emails.len()), (2, 1));
    assert_eq!(parse(&said.emails[0]).message_id(), Some(id(2).as_str()));
}
