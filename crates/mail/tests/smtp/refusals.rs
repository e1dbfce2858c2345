use vestibule_domain::{ErrorChain, Mailer, SendError};

use super::{
    fixture::{id, mailer, mailer_to, message},
    received::parse,
    server::{Answer, Server},
};

#[tokio::test]
async fn email_to_a_mailbox_that_does_not_exist_is_given_up() {
    let server = Server::start().await;
    let mailer = mailer_to(&server);
    for (command, answer) in [
        ("RCPT", "550 5.1.1 no such mailbox"),
        ("RCPT", "553 no such name"),
        (
            "RCPT",
            "550 5.4.1 recipient address rejected: access denied",
        ),
        ("RCPT", "550 5.4.4 no mail exchanger for this domain"),
        ("RCPT", "550 5.2.1 the account is disabled"),
        ("RCPT", "550 5.0.0 user unknown"),
        ("DATA", "550 5.1.1 no such mailbox"),
        ("end", "550 5.1.1 no such mailbox"),
        ("end", "552 5.2.2 mailbox full"),
    ] {
        server.at(command, Answer::Says(answer));
        match mailer.send(&message(1, "alice@example.com")).await {
            Err(SendError::Refused(cause)) => {
                let reason = ErrorChain(&*cause).to_string();
                assert!(reason.contains(&answer[..3]), "{reason}");
            }
            other => panic!("{other:?}"),
        }
        server.recover();
    }
}

#[tokio::test]
async fn temporary_failure_is_retried() {
    let server = Server::start().await;
    let url = format!("smtp://user:password@{}", server.address);
    for (command, answer) in [
        ("greeting", "421 too many connections"),
        ("greeting", "554 not from your address"),
        ("AUTH", "535 5.7.8 wrong password"),
        ("MAIL", "451 try later"),
        ("MAIL", "530 log in first"),
        // The sender is refused, and with it every email.
        ("MAIL", "550 5.1.8 sender address rejected"),
        ("MAIL", "553 5.7.1 not owned by this user"),
        // Many servers refuse it only at the recipient.
        (
            "RCPT",
            "550 5.1.8 sender address rejected: domain not found",
        ),
        ("RCPT", "553 5.1.7 sender address rejected"),
        ("RCPT", "554 5.7.1 relay access denied"),
        ("RCPT", "550 relay not permitted"),
        ("RCPT", "550 Sender verify failed"),
        (
            "RCPT",
            "553 sorry, that domain isn't in my list of allowed rcpthosts",
        ),
        ("RCPT", "554 denied"),
        ("RCPT", "550 5.4.5 daily sending quota exceeded"),
        ("RCPT", "550 5.1.0 sender rejected"),
        ("RCPT", "552 too much mail"),
        ("RCPT", "450 4.2.1 greylisted"),
        ("RCPT", "421 going down"),
        ("DATA", "451 no disk"),
        ("DATA", "554 no"),
        ("end", "452 no disk"),
        // Many servers judge the sender, its rate and the text only after the message.
        (
            "end",
            "554 Message rejected: Email address is not verified.",
        ),
        ("end", "550 5.4.5 Daily user sending limit exceeded"),
        (
            "end",
            "550-5.7.26 This mail has been blocked\r\n550 5.7.26 because the sender is unauthenticated",
        ),
        ("end", "554 5.7.1 this is spam"),
        ("end", "550 5.6.0 header not accepted"),
        ("end", "552 5.3.4 message too big"),
        ("end", "550 5.1.8 bad sender"),
        ("end", "550 no"),
        ("end", "551 no"),
        ("end", "552 no"),
        ("end", "553 no"),
        ("end", "554 no"),
    ] {
        let mailer = mailer(&url);
        server.at(command, Answer::Says(answer));
        match mailer.send(&message(1, "alice@example.com")).await {
            Err(SendError::Unavailable(error)) => {
                let reason = ErrorChain(&error).to_string();
                assert!(!reason.contains("password@"), "{reason}");
            }
            other => panic!("{command} {answer}: {other:?}"),
        }
        server.recover();
        mailer.send(&message(2, "alice@example.com")).await.unwrap();
        let said = server.said();
        let last = parse(said.emails.last().unwrap());
        assert_eq!(last.message_id(), Some(id(2).as_str()), "after {answer}");
    }
}

#[tokio::test]
async fn unavailable_server_is_retried() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mailer = mailer(&format!("smtp://{address}"));
    let sent = mailer.send(&message(1, "alice@example.com")).await;
    assert!(matches!(sent, Err(SendError::Unavailable(_))));
}

#[tokio::test]
async fn restarted_server_receives_the_next_email() {
    let server = Server::start().await;
    let mailer = mailer_to(&server);
    mailer.send(&message(1, "alice@example.com")).await.unwrap();
    server.at("NOOP", Answer::Says("421 going down"));
    mailer.send(&message(2, "alice@example.com")).await.unwrap();
    let said = server.said();
    assert_eq!((said.connections, said.emails.len()), (2, 2));
}

#[tokio::test]
async fn address_unsupported_by_the_server_is_given_up() {
    let server = Server::with(&["8BITMIME"], None).await;
    let sent = mailer_to(&server)
        .send(&message(1, "jörg@example.com"))
        .await;
    assert!(matches!(sent, Err(SendError::Refused(_))), "{sent:?}");
    assert_eq!(server.count("MAIL"), 0);

    let server = Server::start().await;
    let sent = mailer_to(&server)
        .send(&message(1, "jörg@bücher.example"))
        .await;
    sent.unwrap();
    assert_eq!(server.count("RCPT TO:<jörg@xn--bcher-kva.example>"), 1);
}
