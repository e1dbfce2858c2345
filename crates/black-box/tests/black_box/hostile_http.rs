use std::io::Write;

use super::{
    browser::{Answer, Asked},
    server::Server,
};

mod bodies;
mod cookies;
mod heads;
mod paths;

/// Sends raw bytes, and reads until the server closes.
fn exchange(server: &Server, request: &[u8]) -> Answer {
    let mut stream = server.connect();
    // The server may reject and close before it has read all of it.
    let _ = stream.write_all(request);
    Asked(stream).answer().unwrap()
}

fn post(server: &Server, head: &str, body: &[u8]) -> Answer {
    let head = format!(
        "POST /login HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAccept: text/html\r\n{head}",
        server.address
    );
    let length = format!("Content-Length: {}\r\n\r\n", body.len());
    exchange(server, &[head.as_bytes(), length.as_bytes(), body].concat())
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";
