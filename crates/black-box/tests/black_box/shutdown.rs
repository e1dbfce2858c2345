use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use super::{
    browser::{ALICE, Answer, Asked, PASSWORD, credentials},
    server::{Server, folder},
};

/// Shorter than any timeout of the server, so that it cannot have waited for one.
const BEFORE_ANY_LIMIT: Duration = Duration::from_secs(9);

fn read_until(stream: &mut TcpStream, end: &str) {
    let mut read = String::new();
    while !read.ends_with(end) {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        read.push(char::from(byte[0]));
    }
}

#[test]
fn shutdown_with_open_connections_completes() {
    for signal in [Signal::TERM, Signal::INT] {
        let folder = folder();
        let mut server = Server::start(&folder);
        let mut idle = server.connect();
        idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            .unwrap();
        read_until(&mut idle, "\r\n\r\nok\n");
        let mut half = server.connect();
        half.write_all(b"POST /login HTTP/1.1\r\nHost: a\r\nCont")
            .unwrap();
        let silent = server.connect();
        // By now it has accepted the earlier connections.
        server.browser().get("/healthz").has_status(200);

        let told = Instant::now();
        server.signal(signal);
        assert_eq!(server.wait().code(), Some(0), "{}", server.log());
        assert!(told.elapsed() < BEFORE_ANY_LIMIT, "{:?}", told.elapsed());
        assert_eq!(server.complaints(), "");
        drop((idle, half, silent));
    }
}

#[test]
fn login_in_progress_completes_before_shutdown() {
    let folder = folder();
    let mut server = Server::start(&folder);
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    let request = server
        .browser()
        .request("POST", "/login", &credentials(ALICE, PASSWORD));
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut stream = server.connect();
    write!(stream, "{head}\r\nExpect: 100-continue\r\n\r\n").unwrap();
    // The `100 Continue` shows that it reads the form.
    read_until(&mut stream, "100 Continue\r\n\r\n");
    server.signal(Signal::TERM);
    server.has_closed_its_port();
    stream.write_all(body.as_bytes()).unwrap();
    let answer: Answer = Asked(stream).answer().unwrap();
    answer.leads_to("/");
    assert_eq!(server.wait().code(), Some(0), "{}", server.log());

    let server = Server::start(&folder);
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    let request = server.browser().request("GET", "/settings", &[]);
    let request = request.replace("\r\n\r\n", &format!("\r\nCookie: {cookie}\r\n\r\n"));
    let settings = server.browser().try_to(&request).unwrap();
    settings.has_status(200);
}
