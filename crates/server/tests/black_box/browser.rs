use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
};

use super::server::FOR_EVER;

pub(crate) const ALICE: &str = "alice@example.com";
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A browser: it keeps cookies, asks for HTML and says where its posts come from.
///
/// It shares no code with the server: what a library gets wrong at one end, it would accept
/// at the other.
#[derive(Clone)]
pub(crate) struct Browser {
    address: SocketAddr,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// A request whose answer has not been read.
pub(crate) struct Asked(pub(crate) TcpStream);

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// Email and password, as both forms want them.
pub(crate) fn credentials<'a>(email: &'a str, password: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("email", email),
        ("password", password),
        ("password_confirmation", password),
    ]
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookies: BTreeMap::new(),
        }
    }

    /// The same person at another server.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        let cookies = self.cookies.clone();
        Self { address, cookies }
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.try_to(&self.request("GET", path, &[])).unwrap()
    }

    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_to(&self.request("POST", path, fields)).unwrap()
    }

    pub(crate) fn register(&mut self, email: &str, password: &str) -> Answer {
        self.post("/register", &credentials(email, password))
    }

    pub(crate) fn log_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/login", &credentials(email, password))
    }

    pub(crate) fn change_password(&mut self, from: &str, to: &str) -> Answer {
        self.post("/settings/password", &new_password(from, to))
    }

    pub(crate) fn is_logged_in(&mut self) -> bool {
        let answer = self.get("/settings");
        match answer.status {
            200 => true,
            _ => {
                answer.leads_to("/login?next=%2Fsettings");
                false
            }
        }
    }

    /// The secret in the cookie.
    pub(crate) fn token(&self) -> &str {
        &self.cookies["vestibule_session"]
    }

    /// Sends, and keeps the cookies of the answer. Fails if the server goes away.
    pub(crate) fn try_to(&mut self, request: &str) -> io::Result<Answer> {
        let answer = self.ask(request)?.answer()?;
        for (_, cookie) in answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
        {
            let (pair, attributes) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }

    /// Sends only.
    pub(crate) fn ask(&self, request: &str) -> io::Result<Asked> {
        let mut asked = Asked(TcpStream::connect(self.address)?);
        asked.0.set_read_timeout(Some(FOR_EVER))?;
        asked.send(request)?;
        Ok(asked)
    }

    /// What this browser would send, as text.
    pub(crate) fn request(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let Self { address, cookies } = self;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n"
        );
        if !cookies.is_empty() {
            let pairs: Vec<_> = cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            head += &format!("Cookie: {}\r\n", pairs.join("; "));
        }
        if method == "GET" || method == "HEAD" {
            return head + "\r\n";
        }
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        format!(
            "{head}Origin: http://{address}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }
}

/// The fields of the form on the account page.
pub(crate) fn new_password<'a>(from: &'a str, to: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("current_password", from),
        ("password", to),
        ("password_confirmation", to),
    ]
}

impl Asked {
    pub(crate) fn send(&mut self, request: &str) -> io::Result<()> {
        self.0.write_all(request.as_bytes())
    }

    pub(crate) fn answer(mut self) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes)?;
        Answer::parse(&bytes)
    }
}

impl Answer {
    /// A whole answer, or nothing: what the end of a process cuts off was not said.
    pub(crate) fn parse(bytes: &[u8]) -> io::Result<Self> {
        let text = String::from_utf8_lossy(bytes);
        let cut_off = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut_off)?;
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.get(9..12)?.parse().ok());
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        Ok(Self {
            status: status.ok_or_else(cut_off)?,
            headers,
            // A slash may be escaped or not; to the browser it is the same.
            body: body.replace("&#x2f;", "/"),
        })
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    #[track_caller]
    pub(crate) fn has_status(&self, status: u16) {
        assert_eq!(self.status, status, "{self:#?}");
    }

    #[track_caller]
    pub(crate) fn leads_to(&self, path: &str) {
        assert_eq!(
            (self.status, self.header("location")),
            (303, path),
            "{self:#?}"
        );
    }

    /// It says that it can't now, and when to come again.
    #[track_caller]
    pub(crate) fn asks_to_come_again(&self) {
        self.has_status(503);
        let seconds: u64 = self.header("retry-after").parse().unwrap();
        assert!((1..=600).contains(&seconds), "{seconds}");
    }

    #[track_caller]
    pub(crate) fn shows(&self, text: &str) {
        assert!(self.body.contains(text), "{text:?} is not in {self:#?}");
    }

    #[track_caller]
    pub(crate) fn hides(&self, text: &str) {
        assert!(!self.body.contains(text), "{text:?} is in {self:#?}");
    }
}
