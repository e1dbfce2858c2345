//! An SMTP server that takes everything, unless it is told otherwise. It is written from RFC 5321.

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, mpsc::Sender},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::Notify,
};
use tokio_rustls::TlsAcceptor;

use crate::mail_server::Received;

/// A mail server, as a task of the runtime of its test.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    said: Mutex<Said>,
    answers: Mutex<BTreeMap<&'static str, Answer>>,
    stalled: Notify,
    tls: Option<(Tls, TlsAcceptor)>,
    /// What it tells after `EHLO`.
    extensions: &'static [&'static str],
    /// Where each email goes as well.
    inbox: Option<Sender<Received>>,
}

/// What came in.
#[derive(Clone, Default)]
pub struct Said {
    /// How many connections there were.
    pub connections: usize,
    /// Line by line, without the emails.
    pub commands: Vec<String>,
    /// Head and body of each.
    pub emails: Vec<Vec<u8>>,
}

/// What the server does at a command, at `"greeting"` or at the `"end"` of an email.
#[derive(Clone, Copy)]
pub enum Answer {
    /// It says this line.
    Says(&'static str),
    /// It says nothing more.
    Stalls,
    /// It closes the connection.
    HangsUp,
}

/// When a connection is encrypted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte on.
    AtOnce,
    /// After `STARTTLS`.
    WhenAsked,
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

type Reader = BufReader<Box<dyn Stream>>;

impl Server {
    /// Starts one that knows what most servers know, without encryption.
    pub async fn start() -> Self {
        Self::with(&["8BITMIME", "SMTPUTF8", "AUTH PLAIN"], None).await
    }

    /// Starts one that tells these extensions.
    pub async fn with(
        extensions: &'static [&'static str],
        tls: Option<(Tls, TlsAcceptor)>,
    ) -> Self {
        Self::run(Shared {
            tls,
            extensions,
            ..Shared::default()
        })
        .await
    }

    /// Starts one that hands each email on.
    pub(crate) async fn delivering_to(inbox: Sender<Received>) -> Self {
        Self::run(Shared {
            extensions: &["8BITMIME"],
            inbox: Some(inbox),
            ..Shared::default()
        })
        .await
    }

    async fn run(shared: Shared) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(shared);
        let server = Self {
            address,
            shared: Arc::clone(&shared),
        };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.said().connections += 1;
                let shared = Arc::clone(&shared);
                // A client may hang up at any time.
                tokio::spawn(async move { drop(shared.serve(stream).await) });
            }
        });
        server
    }

    /// From now on it does this at that command.
    pub fn at(&self, command: &'static str, answer: Answer) {
        self.shared.answers.lock().unwrap().insert(command, answer);
    }

    /// From now on it takes everything again.
    pub fn recover(&self) {
        self.shared.answers.lock().unwrap().clear();
    }

    /// Until it stalls.
    pub async fn stalls(&self) {
        self.shared.stalled.notified().await;
    }

    /// What came in so far.
    pub fn said(&self) -> Said {
        self.shared.said().clone()
    }

    /// How often a command came in that begins so.
    pub fn count(&self, command: &str) -> usize {
        let said = self.shared.said();
        let found = said
            .commands
            .iter()
            .filter(|line| line.starts_with(command));
        found.count()
    }
}

impl Shared {
    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap()
    }

    async fn serve(&self, stream: TcpStream) -> io::Result<()> {
        let mut stream: Reader = match &self.tls {
            Some((Tls::AtOnce, acceptor)) => {
                BufReader::new(Box::new(acceptor.accept(stream).await?))
            }
            _ => BufReader::new(Box::new(stream)),
        };
        self.say(&mut stream, "greeting", "220 mail.example ESMTP")
            .await?;
        let mut to = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_owned();
            self.said().commands.push(line.clone());
            match line.split(' ').next().unwrap_or_default() {
                "EHLO" => {
                    let mut hello = "250-mail.example".to_owned();
                    for extension in self.extensions {
                        hello = format!("{hello}\r\n250-{extension}");
                    }
                    self.say(&mut stream, "EHLO", &format!("{hello}\r\n250 HELP"))
                        .await?;
                }
                "STARTTLS" => {
                    self.say(&mut stream, "STARTTLS", "220 go on").await?;
                    let (_, acceptor) = self.tls.as_ref().unwrap();
                    let encrypted = acceptor.accept(stream.into_inner()).await?;
                    stream = BufReader::new(Box::new(encrypted));
                }
                "AUTH" => self.say(&mut stream, "AUTH", "235 welcome").await?,
                "MAIL" => self.say(&mut stream, "MAIL", "250 fine").await?,
                "RCPT" => {
                    path(&line).clone_into(&mut to);
                    self.say(&mut stream, "RCPT", "250 fine").await?;
                }
                "NOOP" => self.say(&mut stream, "NOOP", "250 fine").await?,
                "DATA" => {
                    self.say(&mut stream, "DATA", "354 go on").await?;
                    if self.answer("DATA").is_some() {
                        continue;
                    }
                    let email = read_email(&mut stream).await?;
                    if let Some(inbox) = &self.inbox {
                        // The test may have ended.
                        let _ = inbox.send(Received::new(&to, &email));
                    }
                    self.said().emails.push(email);
                    self.say(&mut stream, "end", "250 queued").await?;
                }
                "QUIT" => return stream.write_all(b"221 bye\r\n").await,
                _ => stream.write_all(b"500 what?\r\n").await?,
            }
        }
    }

    fn answer(&self, at: &str) -> Option<Answer> {
        self.answers.lock().unwrap().get(at).copied()
    }

    async fn say(&self, stream: &mut Reader, at: &'static str, usual: &str) -> io::Result<()> {
        let line = match self.answer(at) {
            None => usual,
            Some(Answer::Says(line)) => line,
            Some(Answer::Stalls) => {
                self.stalled.notify_one();
                std::future::pending().await
            }
            Some(Answer::HangsUp) => return Err(io::ErrorKind::ConnectionAborted.into()),
        };
        stream.write_all(format!("{line}\r\n").as_bytes()).await?;
        stream.flush().await
    }
}

/// The address between the brackets of a command.
fn path(line: &str) -> &str {
    let rest = line.split_once('<').map_or("", |(_, rest)| rest);
    rest.split_once('>').map_or("", |(path, _)| path)
}

/// Up to the line that is a dot (RFC 5321, 4.5.2).
async fn read_email(stream: &mut Reader) -> io::Result<Vec<u8>> {
    let mut email = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match line.strip_prefix(b".") {
            Some(b"\r\n") => return Ok(email),
            Some(rest) => email.extend(rest),
            None => email.extend(line),
        }
    }
}
