//! An SMTP server for tests that wait for emails.

use std::{
    future::pending,
    net::{SocketAddr, TcpListener},
    process::Command,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use tokio::runtime;

use crate::smtp::{Answer, Server};

/// Longer than any email takes, one too that a server was just sending when it was killed: it only
/// turns a hang into a failure.
const PATIENCE: Duration = Duration::from_secs(180);

/// A mail server on a thread of its own, until the tests end.
pub struct MailServer {
    /// Where it listens.
    pub address: SocketAddr,
    server: Server,
    emails: Receiver<Received>,
}

/// How it behaves to clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpBehavior {
    /// It takes every email.
    Polite,
    /// It refuses each recipient.
    Refusing,
    /// It takes the connection and says nothing.
    Silent,
    /// It closes each connection, as while a server starts. The port stays taken.
    Starting,
}

/// An email as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// The last recipient.
    pub to: String,
    /// Head and body, as they were sent, but for the ends of the lines.
    pub source: String,
}

impl MailServer {
    /// Starts one that takes every email.
    pub fn start() -> Self {
        let (inbox, emails) = channel();
        let (started, starting) = channel();
        thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_io().build();
            runtime.unwrap().block_on(async {
                started.send(Server::delivering_to(inbox).await).unwrap();
                pending::<()>().await;
            });
        });
        let server = starting.recv().unwrap();
        Self {
            address: server.address,
            server,
            emails,
        }
    }

    /// How it behaves from now on.
    pub fn be(&self, manners: SmtpBehavior) {
        self.server.recover();
        match manners {
            SmtpBehavior::Polite => {}
            SmtpBehavior::Refusing => self.server.at("RCPT", Answer::Says("550 no such mailbox")),
            SmtpBehavior::Silent => self.server.at("greeting", Answer::Stalls),
            SmtpBehavior::Starting => self.server.at("greeting", Answer::HangsUp),
        }
    }

    /// Lets a program send its emails here.
    pub fn serves(&self, command: &mut Command) {
        serves(self.address, command);
    }

    /// The next email, when it comes.
    #[track_caller]
    pub fn next(&self) -> Received {
        self.emails.recv_timeout(PATIENCE).expect("an email")
    }

    /// The emails that came already.
    pub fn all(&self) -> Vec<Received> {
        self.emails.try_iter().collect()
    }

    /// No email comes for a while.
    #[track_caller]
    pub fn gets_nothing_within(&self, time: Duration) {
        if let Ok(email) = self.emails.recv_timeout(time) {
            panic!("{email:#?}");
        }
    }
}

/// The program says where people find it, for the links in emails: so its port is chosen here.
pub fn serves(mail_server: SocketAddr, command: &mut Command) {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    command
        .env("SMTP_URL", format!("smtp://{mail_server}"))
        .env("MAIL_FROM", "Vestibule <no-reply@example.com>")
        .env("LISTEN", address.to_string())
        .env("PUBLIC_URL", format!("http://{address}"));
}

impl Received {
    pub(crate) fn new(to: &str, source: &[u8]) -> Self {
        Self {
            to: to.to_owned(),
            source: String::from_utf8_lossy(source).replace("\r\n", "\n"),
        }
    }

    /// The path and query of the first link to a page of ours, out of the text as a mail program
    /// shows it (quoted-printable, RFC 2045, 6.7).
    #[track_caller]
    pub fn link(&self) -> String {
        let text = self.source.replace("=\n", "").replace("=3D", "=");
        let (_, rest) = text.split_once("http://").expect(&text);
        let link = rest.split_whitespace().next().unwrap_or_default();
        let (_, path) = link.split_once('/').expect(link);
        format!("/{path}")
    }

    /// The secret in that link.
    #[track_caller]
    pub fn token(&self) -> String {
        let link = self.link();
        let (_, token) = link.split_once("token=").expect(&link);
        token.to_owned()
    }

    /// Returns the first field of this name in the head, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        let prefix = format!("{name}: ");
        let mut lines = self.source.lines().take_while(|line| !line.is_empty());
        let line = lines.find_map(|line| line.strip_prefix(&prefix));
        line.unwrap_or_default()
    }
}
