use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use vestibule_breached::{RangeService, RangeUrl};
use vestibule_domain::{BreachedPasswords, PlainPassword, Unavailable};

/// The response of the server to a request.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Sends this, and closes.
    Says(String),
    /// Sends nothing, and keeps the connection open.
    Hangs,
    /// Sends the first text, and then the second one repeatedly.
    IsEndless(String, &'static str),
    /// Sends this, and keeps the connection open.
    Stops(String),
}

/// A server on a free port, until its test ends.
pub(crate) struct Server {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

pub(crate) fn ok(body: &str) -> Answer {
    let length = body.len();
    Answer::Says(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\n\r\n{body}"
    ))
}

impl Server {
    pub(crate) async fn that(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::default();
        let noted = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), Arc::clone(&noted)));
            }
        });
        Self { address, heads }
    }

    /// Whether the service at this server knows the password.
    pub(crate) async fn knows(&self, password: &str) -> Result<bool, Unavailable> {
        let url = format!("http://{}/range/", self.address);
        let service = RangeService::new(RangeUrl::parse(&url).unwrap()).unwrap();
        let password = PlainPassword::new(password.to_owned());
        service.contains(&password).await
    }

    /// The heads of all requests, in lower case.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, answer: Answer, noted: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    noted.lock().unwrap().push(head.to_ascii_lowercase());
    // The client disconnects when it has read enough.
    match answer {
        Answer::Says(text) => drop(stream.write_all(text.as_bytes()).await),
        Answer::Hangs => std::future::pending().await,
        Answer::Stops(text) => {
            stream.write_all(text.as_bytes()).await.unwrap();
            std::future::pending().await
        }
        Answer::IsEndless(head, line) => {
            stream.write_all(head.as_bytes()).await.unwrap();
            while stream.write_all(line.as_bytes()).await.is_ok() {}
        }
    }
}
