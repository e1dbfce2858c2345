use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{browser::Browser, keep_alive::whole, server::FOR_EVER, times::Times};

/// The pause between two pages. A user does not read faster, and the reader must not add load.
const PAUSE: Duration = Duration::from_millis(10);

/// A client that only reads pages, and the latency of each page.
pub(crate) struct Reader {
    address: SocketAddr,
    stream: TcpStream,
    pages: Vec<Page>,
}

/// A page, and its latencies.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) name: &'static str,
    pub(crate) times: Times,
    request: String,
    is_newcomers: bool,
}

impl Reader {
    pub(crate) fn new(address: SocketAddr, member: &Browser) -> Self {
        let visitor = Browser::new(address);
        let page = |name, browser: &Browser, path, is_newcomers| {
            let request = browser.request("GET", path, &[]);
            let request = match is_newcomers {
                true => request,
                false => request.replace("Connection: close\r\n", ""),
            };
            let times = Times::default();
            Page {
                name,
                times,
                request,
                is_newcomers,
            }
        };
        let pages = vec![
            page("/healthz", &visitor, "/healthz", false),
            page("/login", &visitor, "/login", false),
            page("/settings, logged in", member, "/settings", false),
            page("/healthz, new connection", &visitor, "/healthz", true),
            page("/login, new connection", &visitor, "/login", true),
        ];
        let stream = connect(address);
        Self {
            address,
            stream,
            pages,
        }
    }

    /// Reads the pages one after the other, in a loop.
    pub(crate) fn read_until(mut self, enough: &AtomicBool) -> Vec<Page> {
        let mut answer = Vec::new();
        while !enough.load(Ordering::Relaxed) {
            for page in &mut self.pages {
                let began = Instant::now();
                let mut fresh = page.is_newcomers.then(|| connect(self.address));
                let stream = fresh.as_mut().unwrap_or(&mut self.stream);
                stream.write_all(page.request.as_bytes()).unwrap();
                answer.clear();
                let status = loop {
                    let mut bytes = [0; 16 * 1024];
                    let count = stream.read(&mut bytes).unwrap();
                    assert!(count > 0, "{} was cut off", page.name);
                    answer.extend_from_slice(&bytes[..count]);
                    if let Some(status) = whole(&answer) {
                        break status;
                    }
                };
                page.times.add(began.elapsed());
                assert_eq!(status, 200, "{}", page.name);
                thread::sleep(PAUSE);
            }
        }
        self.pages
    }
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(FOR_EVER)).unwrap();
    stream
}
