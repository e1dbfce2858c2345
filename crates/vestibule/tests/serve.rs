//! The accept loop against raw sockets: slow, greedy, broken and impatient clients.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use vestibule::{Limits, serve_until};

/// Longer than anything here takes on the slowest machine: it only turns a hang into a
/// failure.
const FOR_EVER: Duration = Duration::from_secs(60);
/// As good as no limit.
const HOUR: Duration = Duration::from_secs(3_600);

/// No limit of time but those that a test shortens.
const PATIENT: Limits = Limits {
    connections: 1_000,
    head: HOUR,
    keep_alive: HOUR,
    head_bytes: 32 * 1024,
    body: HOUR,
    read: HOUR,
    finish: HOUR,
};

const GET: &str = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

struct Server {
    address: SocketAddr,
    stop: Arc<Notify>,
    ended: JoinHandle<()>,
}

async fn start_with(app: Router, limits: Limits) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = Arc::new(Notify::new());
    let told = Arc::clone(&stop);
    let shutdown = async move { told.notified().await };
    let ended = tokio::spawn(serve_until(listener, app, limits, shutdown));
    Server {
        address,
        stop,
        ended,
    }
}

async fn start(limits: Limits) -> Server {
    let app = Router::new()
        .route(
            "/",
            get("home").post(async |body: Bytes| body.len().to_string()),
        )
        .route("/unread", post("unread"))
        .route(
            "/number/{number}",
            get(async |path: axum::extract::Path<u32>| path.0.to_string()),
        )
        .route(
            "/peer",
            get(async |peer: ConnectInfo<SocketAddr>| peer.0.to_string()),
        );
    start_with(app, limits).await
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends, and reads until the server closes.
    async fn exchange(&self, request: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The server may refuse and close before it has read all of it.
        let _ = stream.write_all(request).await;
        read_to_end(&mut stream).await
    }

    async fn is_alive(&self) -> bool {
        let answer = self.exchange(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        answer.await.ends_with("\r\n\r\nhome")
    }

    async fn end(self) {
        self.stop.notify_one();
        self.has_ended().await;
    }

    async fn has_ended(self) {
        timeout(FOR_EVER, self.ended)
            .await
            .expect("the server ends")
            .unwrap();
    }
}

/// What comes until the server closes, or resets the connection.
async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = timeout(FOR_EVER, stream.read_to_end(&mut answer));
    let _ = read.await.expect("the server closes the connection");
    String::from_utf8_lossy(&answer).into_owned()
}

/// What comes until it ends with `end`.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut answer = String::new();
    while !answer.ends_with(end) {
        let mut byte = [0];
        let read = timeout(FOR_EVER, stream.read_exact(&mut byte)).await;
        read.expect("an answer").expect("an open connection");
        answer.push(char::from(byte[0]));
    }
    answer
}

/// Writes a byte now and then, until the server closes.
async fn drip(stream: TcpStream, byte: &'static [u8]) -> String {
    let (mut reading, mut writing) = stream.into_split();
    let dripping = tokio::spawn(async move {
        while writing.write_all(byte).await.is_ok() {
            sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answer = Vec::new();
    let read = timeout(FOR_EVER, reading.read_to_end(&mut answer));
    let _ = read.await.expect("the server closes the connection");
    dripping.abort();
    String::from_utf8_lossy(&answer).into_owned()
}

const SOON: Duration = Duration::from_millis(200);

#[tokio::test]
async fn who_connects_and_says_nothing_is_hung_up_on() {
    let server = start(Limits {
        head: SOON,
        ..PATIENT
    })
    .await;
    assert_eq!(read_to_end(&mut server.connect().await).await, "");
}

#[tokio::test]
async fn who_sends_a_head_byte_by_byte_is_hung_up_on() {
    let server = start(Limits {
        head: SOON,
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nX-Slow: ")
        .await
        .unwrap();
    assert_eq!(drip(stream, b"x").await, "");
}

#[tokio::test]
async fn who_sends_a_second_head_byte_by_byte_is_hung_up_on_too() {
    let server = start(Limits {
        keep_alive: SOON,
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut stream, "home").await;
    assert_eq!(drip(stream, b"x").await, "");
}

#[tokio::test]
async fn an_idle_connection_outlives_the_wait_for_a_first_head_and_ends_in_its_own_time() {
    let server = start(Limits {
        head: Duration::from_secs(2),
        ..PATIENT
    })
    .await;
    let mut patient = server.connect().await;
    patient.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut patient, "home").await;
    sleep(Duration::from_secs(3)).await;
    patient.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut patient, "home").await;

    let server = start(Limits {
        keep_alive: SOON,
        ..PATIENT
    })
    .await;
    let mut idle = server.connect().await;
    idle.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut idle, "home").await;
    assert_eq!(read_to_end(&mut idle).await, "");
}

#[tokio::test]
async fn who_sends_a_body_byte_by_byte_is_answered_408() {
    for framing in ["Content-Length: 100000", "Transfer-Encoding: chunked"] {
        let server = start(Limits {
            body: SOON,
            ..PATIENT
        })
        .await;
        let mut stream = server.connect().await;
        let head = format!("POST / HTTP/1.1\r\nHost: a\r\n{framing}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        // One chunk's length and then its bytes, or just bytes.
        stream.write_all(b"1000\r\n").await.unwrap();
        let answer = drip(stream, b"x").await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(
            answer.to_lowercase().contains("connection: close"),
            "{answer}"
        );
        assert!(server.is_alive().await);
    }
}

#[tokio::test]
async fn who_reads_nothing_of_an_answer_is_hung_up_on() {
    let app = Router::new()
        .route("/", get("home"))
        .route("/large", get(async || vec![b'x'; 64 << 20]));
    let limits = Limits {
        connections: 1,
        read: SOON,
        ..PATIENT
    };
    let server = start_with(app, limits).await;
    let mut stream = server.connect().await;
    let large = b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    stream.write_all(large).await.unwrap();
    stream.readable().await.unwrap();
    assert!(server.is_alive().await, "the only place is free again");
}

#[tokio::test]
async fn an_upload_that_keeps_coming_is_not_cut_however_long_it_takes() {
    let server = start(Limits {
        body: Duration::from_secs(2),
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..30 {
        stream.write_all(&[b'x'; 1_000]).await.unwrap();
        sleep(Duration::from_millis(100)).await;
    }
    assert!(
        read_until(&mut stream, "30000")
            .await
            .starts_with("HTTP/1.1 200 ")
    );
}

#[tokio::test]
async fn a_fast_start_of_a_body_earns_no_long_pause() {
    let server = start(Limits {
        body: SOON,
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&[b'x'; 900_000]).await.unwrap();
    assert!(read_to_end(&mut stream).await.starts_with("HTTP/1.1 408 "));
}

#[tokio::test]
async fn a_body_that_nobody_reads_holds_up_no_answer() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    let head = "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\nx";
    stream.write_all(head.as_bytes()).await.unwrap();
    assert!(read_to_end(&mut stream).await.ends_with("\r\n\r\nunread"));
}

#[tokio::test]
async fn a_head_of_a_megabyte_or_of_ten_thousand_lines_is_refused() {
    let server = start(PATIENT).await;
    let long = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "x".repeat(1 << 20)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
        "X: x\r\n".repeat(10_000)
    );
    let path = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(1 << 20));
    for head in [long, many, path] {
        let answer = server.exchange(head.as_bytes()).await;
        // A client that still sends when the server closes may lose the answer.
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 431 "),
            "{answer}"
        );
    }
    // What fits into the socket at once is answered for certain.
    let over = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "x".repeat(32 * 1024)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
        "X: x\r\n".repeat(101)
    );
    for head in [over, many] {
        let answer = server.exchange(head.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    let cookies = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: {}\r\n\r\n",
        "x".repeat(30_000)
    );
    assert!(server.exchange(cookies.as_bytes()).await.ends_with("home"));
}

#[tokio::test]
async fn requests_that_come_together_are_answered_in_order() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    let mut requests = String::new();
    for number in 0..50 {
        requests += &format!("GET /number/{number} HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    stream.write_all(requests.as_bytes()).await.unwrap();
    for number in 0..50 {
        let answer = read_until(&mut stream, &format!("\r\n\r\n{number}")).await;
        assert_eq!(answer.matches("HTTP/1.1 200 ").count(), 1, "{answer}");
    }
}

#[tokio::test]
async fn half_a_head_does_not_hold_up_the_end() {
    let server = start(PATIENT).await;
    let mut first = server.connect().await;
    first.write_all(b"GET / HTTP/1.1\r\nHost").await.unwrap();
    let mut second = server.connect().await;
    second.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut second, "home").await;
    second.write_all(b"GET / HTTP/1.1\r\nHost").await.unwrap();
    let silent = server.connect().await;
    assert!(
        server.is_alive().await,
        "by now it has accepted those before"
    );
    server.end().await;
    drop((first, second, silent));
}

#[tokio::test]
async fn a_head_that_is_on_its_way_at_the_end_is_still_answered() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    assert!(server.is_alive().await, "by now it has read the half");
    server.stop.notify_one();
    stream.write_all(b"Host: a\r\n\r\n").await.unwrap();
    assert!(read_to_end(&mut stream).await.ends_with("\r\n\r\nhome"));
    server.has_ended().await;
}

#[tokio::test]
async fn an_idle_connection_is_closed_at_the_end() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut stream, "home").await;
    server.end().await;
    assert_eq!(read_to_end(&mut stream).await, "");
}

/// An application whose one page says when it is asked, and answers when it is told.
struct SlowPage {
    asked: Arc<Notify>,
    answer: Arc<Notify>,
    app: Router,
}

fn slow_page() -> SlowPage {
    let (asked, answer) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
        async move || {
            asked.notify_one();
            answer.notified().await;
            "at last"
        }
    };
    SlowPage {
        asked,
        answer,
        app: Router::new().route("/", get(handler)),
    }
}

#[tokio::test]
async fn a_request_in_progress_is_answered_before_the_end() {
    let page = slow_page();
    let server = start_with(page.app, PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    page.asked.notified().await;
    server.stop.notify_one();
    while TcpStream::connect(server.address).await.is_ok() {
        tokio::task::yield_now().await; // until nobody listens any more
    }
    assert!(!server.ended.is_finished());
    page.answer.notify_one();
    let answer = read_to_end(&mut stream).await;
    assert!(answer.ends_with("\r\n\r\nat last"), "{answer}");
    server.has_ended().await;
}

#[tokio::test]
async fn a_request_that_never_finishes_is_cut_off_at_last() {
    let page = slow_page();
    let server = start_with(
        page.app,
        Limits {
            finish: SOON,
            ..PATIENT
        },
    )
    .await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    page.asked.notified().await;
    server.end().await;
    assert_eq!(read_to_end(&mut stream).await, "");
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_until_one_ends() {
    let server = start(Limits {
        connections: 1,
        ..PATIENT
    })
    .await;
    let mut first = server.connect().await;
    first.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut first, "home").await;
    let mut second = server.connect().await;
    second.write_all(GET.as_bytes()).await.unwrap();
    let mut byte = [0];
    let early = timeout(SOON, second.read_exact(&mut byte)).await;
    assert!(early.is_err(), "a second connection is served");
    drop(first);
    read_until(&mut second, "home").await;
}

#[tokio::test]
async fn handlers_learn_who_asks() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /peer HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    let own = stream.local_addr().unwrap().to_string();
    read_until(&mut stream, &format!("\r\n\r\n{own}")).await;
}

#[tokio::test]
async fn a_browser_that_hangs_up_ends_its_request() {
    struct Dropped(Arc<Notify>);
    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let (asked, dropped) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (asked, dropped) = (Arc::clone(&asked), Arc::clone(&dropped));
        async move || {
            let _guard = Dropped(dropped);
            asked.notify_one();
            pending::<()>().await
        }
    };
    let server = start_with(Router::new().route("/", get(handler)), PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    asked.notified().await;
    drop(stream);
    timeout(FOR_EVER, dropped.notified())
        .await
        .expect("the handler is dropped");
}

#[tokio::test]
async fn clients_that_hang_up_anywhere_leave_nothing_behind() {
    let server = start(Limits {
        connections: 4,
        ..PATIENT
    })
    .await;
    let request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    for end in 0..=request.len() {
        let mut stream = server.connect().await;
        stream.write_all(&request.as_bytes()[..end]).await.unwrap();
    }
    assert!(server.is_alive().await);
    server.end().await;
}

/// What a client may send that is no proper request, and what it hears before the server
/// closes: the status, or nothing at all.
const CORPUS: [(&[u8], &str); 27] = [
    (b"\r\n\r\n\r\n\r\n", ""),
    (b"\0\0\0\0\0\0\0\0", "400"),
    (b"\xff\xfe\xfd\xfc\r\n\r\n", "400"),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "400"), // TLS
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ""),
    (b"GET\r\n\r\n", "400"),
    (b"GET / HTTP/9.9\r\n\r\n", "400"),
    (b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    (b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\nHost: a\n\n", "200"),
    (b"GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nNo colon\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nX: a\rb\r\n\r\n", "400"),
    (b"GET http://other.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "200"),
    (b"GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404"),
    (b"CONNECT other.example:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404"),
    (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\nhello", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\nhello", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\nhello", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "400"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n", "200"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "400"),
];

#[tokio::test]
async fn what_is_no_request_is_refused_or_dropped_and_never_a_hang() {
    let server = start(Limits {
        head: SOON,
        keep_alive: SOON,
        body: SOON,
        ..PATIENT
    })
    .await;
    for (request, status) in CORPUS {
        let answer = server.exchange(request).await;
        let sent = String::from_utf8_lossy(request);
        match status {
            "" => assert_eq!(answer, "", "{sent:?}"),
            _ => {
                let expected = format!("HTTP/1.1 {status} ");
                assert!(answer.starts_with(&expected), "{sent:?}: {answer}");
                assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{sent:?}: {answer}");
            }
        }
    }
    assert!(server.is_alive().await);
}
