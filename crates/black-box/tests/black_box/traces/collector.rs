use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// A collector for one test, which stores all requests. Texts are readable in protobuf, so that a test
/// can search for them.
pub(crate) struct Collector {
    pub(crate) address: SocketAddr,
    taken: Arc<Mutex<Vec<u8>>>,
}

impl Collector {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let taken = Arc::<Mutex<Vec<u8>>>::default();
        let shared = taken.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let shared = shared.clone();
                // A client that disconnects early is no failure of the test.
                thread::spawn(move || drop(take(client, &shared)));
            }
        });
        Self { address, taken }
    }

    /// All requests so far, with their heads.
    pub(crate) fn taken(&self) -> String {
        String::from_utf8_lossy(&self.taken.lock().unwrap()).into_owned()
    }
}

fn take(client: TcpStream, taken: &Mutex<Vec<u8>>) -> std::io::Result<()> {
    let mut out = client.try_clone()?;
    let mut client = BufReader::new(client);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if client.read_line(&mut line)? == 0 {
                return Ok(());
            }
            taken.lock().unwrap().extend(line.bytes());
            if line == "\r\n" {
                break;
            }
            if let Some(bytes) = line.to_lowercase().strip_prefix("content-length:") {
                length = bytes.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        client.read_exact(&mut body)?;
        taken.lock().unwrap().extend(body);
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")?;
    }
}
