use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::Command,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

/// Longer than any mail takes, one too that a server was just sending when it was killed: it only
/// turns a hang into a failure.
const PATIENCE: Duration = Duration::from_secs(180);

/// A mail server of the test's own, which keeps what it gets. It is written from RFC 5321, and
/// shares no code with the program.
pub(crate) struct MailServer {
    pub(crate) address: SocketAddr,
    manners: Arc<Mutex<Manners>>,
    mails: Receiver<Received>,
}

/// How it behaves to whoever connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manners {
    /// It takes every mail.
    Polite,
    /// It knows nobody.
    Refusing,
    /// It takes the connection and says nothing.
    Silent,
    /// It hangs up on everybody: it is not up yet. Its port is its own meanwhile.
    Starting,
}

/// A mail as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) to: String,
    /// Head and body, as they were sent.
    pub(crate) source: String,
}

impl MailServer {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let manners = Arc::new(Mutex::new(Manners::Polite));
        let (sender, mails) = channel();
        let shared = manners.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let (sender, manners) = (sender.clone(), *shared.lock().unwrap());
                // Whoever hangs up in between is no failure of the test.
                thread::spawn(move || drop(talk(client, manners, &sender)));
            }
        });
        Self {
            address,
            manners,
            mails,
        }
    }

    /// For whoever connects from now on.
    pub(crate) fn be(&self, manners: Manners) {
        *self.manners.lock().unwrap() = manners;
    }

    /// Lets a program send its mails here.
    pub(crate) fn serves(&self, command: &mut Command) {
        serves(self.address, command);
    }

    /// The next mail, when it comes.
    #[track_caller]
    pub(crate) fn next(&self) -> Received {
        self.mails.recv_timeout(PATIENCE).expect("a mail")
    }

    /// The mails that came already.
    pub(crate) fn all(&self) -> Vec<Received> {
        self.mails.try_iter().collect()
    }

    /// No mail comes for a while.
    #[track_caller]
    pub(crate) fn gets_nothing_within(&self, time: Duration) {
        if let Ok(mail) = self.mails.recv_timeout(time) {
            panic!("{mail:#?}");
        }
    }
}

/// The program says where people find it, for the links in mails: so its port is chosen here.
pub(crate) fn serves(mail_server: SocketAddr, command: &mut Command) {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    command
        .env("SMTP_URL", format!("smtp://{mail_server}"))
        .env("MAIL_FROM", "Vestibule <no-reply@example.com>")
        .env("LISTEN", address.to_string())
        .env("PUBLIC_URL", format!("http://{address}"));
}

fn talk(client: TcpStream, manners: Manners, mails: &Sender<Received>) -> std::io::Result<()> {
    if manners == Manners::Starting {
        return Ok(());
    }
    let mut out = client.try_clone()?;
    let mut lines = BufReader::new(client).lines();
    if manners == Manners::Silent {
        lines.next();
        return Ok(());
    }
    write!(out, "220 mail.example\r\n")?;
    let mut to = String::new();
    while let Some(line) = lines.next().transpose()? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-mail.example\r\n250 8BITMIME",
            "RCPT" if manners == Manners::Refusing => "550 no such mailbox",
            "RCPT" => {
                let path = line
                    .split_once('<')
                    .and_then(|(_, rest)| rest.split_once('>'));
                path.map(|(path, _)| path)
                    .unwrap_or_default()
                    .clone_into(&mut to);
                "250 ok"
            }
            "DATA" => {
                write!(out, "354 go on\r\n")?;
                let source = read_message(&mut lines)?;
                let to = std::mem::take(&mut to);
                // The test may have ended.
                let _ = mails.send(Received { to, source });
                "250 taken"
            }
            "QUIT" => return write!(out, "221 bye\r\n"),
            _ => "250 ok",
        };
        write!(out, "{answer}\r\n")?;
    }
    Ok(())
}

fn read_message(
    lines: &mut impl Iterator<Item = std::io::Result<String>>,
) -> std::io::Result<String> {
    let mut source = String::new();
    for line in lines {
        let line = line?;
        if line == "." {
            break;
        }
        source.push_str(line.strip_prefix('.').unwrap_or(&line));
        source.push('\n');
    }
    Ok(source)
}

impl Received {
    /// The path and query of the first link to a page of ours, out of the text as a mail program
    /// shows it (quoted-printable, RFC 2045, 6.7).
    #[track_caller]
    pub(crate) fn link(&self) -> String {
        let text = self.source.replace("=\n", "").replace("=3D", "=");
        let (_, rest) = text.split_once("http://").expect(&text);
        let link = rest.split_whitespace().next().unwrap_or_default();
        let (_, path) = link.split_once('/').expect(link);
        format!("/{path}")
    }

    /// The secret in that link.
    #[track_caller]
    pub(crate) fn token(&self) -> String {
        let link = self.link();
        let (_, token) = link.split_once("token=").expect(&link);
        token.to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let prefix = format!("{name}: ");
        let mut lines = self.source.lines().take_while(|line| !line.is_empty());
        let line = lines.find_map(|line| line.strip_prefix(&prefix));
        line.unwrap_or_default()
    }
}
