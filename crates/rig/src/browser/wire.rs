use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::{Answer, Browser, credentials, encoded, new_password};
use crate::FOR_EVER;

/// A request whose answer has not been read.
pub struct Asked(pub TcpStream);

/// Over TCP: each request is written, and each answer read, by hand.
impl Browser {
    /// The same person at another server.
    pub fn at(&self, target: SocketAddr) -> Self {
        Self {
            target,
            ..self.clone()
        }
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.try_to(&self.request("GET", path, &[])).unwrap()
    }

    /// Sends a form from a page of the site.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_to(&self.request("POST", path, fields)).unwrap()
    }

    /// Sends the registration form.
    pub fn register(&mut self, email: &str, password: &str) -> Answer {
        self.post("/register", &credentials(email, password))
    }

    /// Sends the login form.
    pub fn log_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/login", &credentials(email, password))
    }

    /// Sends the form of the settings that changes the password.
    pub fn change_password(&mut self, from: &str, to: &str) -> Answer {
        self.post("/settings/password", &new_password(from, to))
    }

    /// Returns whether the settings are shown, and not a redirect to the login page.
    pub fn is_logged_in(&mut self) -> bool {
        let answer = self.get("/settings");
        match answer.status.as_u16() {
            200 => true,
            _ => {
                answer.leads_to("/login?next=%2Fsettings");
                false
            }
        }
    }

    /// The secret in the cookie.
    pub fn token(&self) -> &str {
        &self.cookies["vestibule_session"]
    }

    /// Sends, and keeps the cookies of the answer. Fails if the server goes away.
    pub fn try_to(&mut self, request: &str) -> io::Result<Answer> {
        let answer = self.ask(request)?.answer()?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    /// Sends only.
    pub fn ask(&self, request: &str) -> io::Result<Asked> {
        let mut asked = Asked(TcpStream::connect(self.target)?);
        asked.0.set_read_timeout(Some(FOR_EVER))?;
        asked.send(request)?;
        Ok(asked)
    }

    /// What this browser would send, as text.
    pub fn request(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let address = self.target;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n"
        );
        if !self.languages.is_empty() {
            head += &format!("Accept-Language: {}\r\n", self.languages);
        }
        if let Some(cookies) = self.cookie_line() {
            head += &format!("Cookie: {cookies}\r\n");
        }
        if method == "GET" || method == "HEAD" {
            return head + "\r\n";
        }
        let body = encoded(fields);
        format!(
            "{head}Origin: http://{address}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }
}

impl Asked {
    /// Sends more of the request.
    pub fn send(&mut self, request: &str) -> io::Result<()> {
        self.0.write_all(request.as_bytes())
    }

    /// Reads the whole answer, up to the end of the connection.
    pub fn answer(mut self) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes)?;
        Answer::parse(&bytes)
    }
}

impl Answer {
    /// A whole answer, or nothing: what the end of a process cuts off was not said.
    pub fn parse(bytes: &[u8]) -> io::Result<Self> {
        let text = String::from_utf8_lossy(bytes);
        let cut_off = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut_off)?;
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.get(9..12)?.parse().ok());
        let status = StatusCode::from_u16(status.ok_or_else(cut_off)?).unwrap();
        let mut headers = HeaderMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            headers.append(name, HeaderValue::from_str(value).unwrap());
        }
        Ok(Self::new(status, headers, body))
    }
}
