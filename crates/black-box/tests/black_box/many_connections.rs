use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::{
    browser::{ALICE, Answer, PASSWORD, credentials},
    metrics::{Scrape, watched},
    server::{FOR_EVER, Server, folder, program, unlimited},
};

/// Maximum number of connections of the program.
const PLACES: usize = 10_240;
/// File descriptors for the rest of this process.
const OTHER_FILES: u64 = 2_000;

/// Raises the limit of open files, and returns the number of connections that it allows.
fn many_files() -> usize {
    let most = getrlimit(Resource::Nofile).maximum;
    let limit = Rlimit {
        current: most,
        maximum: most,
    };
    setrlimit(Resource::Nofile, limit).unwrap();
    let files = most.unwrap_or(u64::MAX).saturating_sub(OTHER_FILES);
    usize::try_from(files).unwrap_or(usize::MAX)
}

/// The program with a limit of open files.
fn with_files(command: &mut Command, files: usize) -> Command {
    let mut limited = Command::new("sh");
    let run = format!("ulimit -n {files} && exec \"$0\"");
    limited.arg("-c").arg(run).arg(command.get_program());
    limited.current_dir(command.get_current_dir().unwrap());
    limited.env_clear();
    limited.envs(
        command
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    limited
}

#[test]
#[allow(clippy::print_stderr, reason = "fewer than promised is to be seen")]
fn ten_thousand_silent_connections_use_little_memory_and_block_no_client() {
    let folder = folder();
    let mut server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let before = server.peak_memory_kib();
    let count = PLACES.min(many_files());
    if count < PLACES {
        eprintln!("only {count} connections: the system allows no more files");
    }
    let mut idle: Vec<_> = (0..count).map(|_| server.connect()).collect();
    // Every tenth connection is reused.
    for stream in idle.iter_mut().step_by(10) {
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            .unwrap();
    }
    let came = Instant::now();
    server.browser().get("/healthz").has_status(200);
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
    let took = came.elapsed();
    assert!(took < Duration::from_secs(8), "newcomers waited {took:?}");
    let each = (server.peak_memory_kib() - before) * 1024 / count as u64;
    assert!(each < 16 * 1024, "each took {each} bytes");
    drop(idle);
    server.is_healthy();
}

#[test]
fn connection_limit_leaves_file_descriptors_for_the_database() {
    let folder = folder();
    let mut server = Server::run(&mut with_files(&mut program(&folder), 256));
    let crowd: Vec<_> = (0..512).map(|_| server.connect()).collect();
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    drop(crowd);
    assert!(
        !server
            .log()
            .contains("cannot accept a connection; retrying"),
        "{}",
        server.log()
    );
    server.is_healthy();
}

#[test]
fn pipelined_requests_of_a_client_that_reads_nothing_are_delayed() {
    const SENT: usize = 20_000;
    let folder = folder();
    let mut server = Server::run_on_one_core(&mut program(&folder));
    let before = server.peak_memory_kib();
    let request = "GET /login HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n".repeat(SENT);
    let greedy: Vec<_> = (0..16)
        .map(|_| {
            let mut stream = server.connect();
            stream.set_nonblocking(true).unwrap();
            // As much data as the socket buffers take.
            let _ = stream.write(request.as_bytes());
            stream
        })
        .collect();
    for _ in 0..20 {
        server.browser().get("/healthz").has_status(200);
        thread::sleep(Duration::from_millis(50));
    }
    let each = (server.peak_memory_kib() - before) / greedy.len() as u64;
    assert!(each < 512, "each took {each} KiB");
    server.is_healthy();
}

#[test]
fn client_that_disconnects_in_the_hash_queue_frees_its_slot_unhashed() {
    let folder = folder();
    let (mut server, metrics) = watched(&mut unlimited(&folder));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let hashed = || Scrape::of(metrics).number("vestibule_hash_duration_seconds_count");
    let waiting = || Scrape::of(metrics).number("vestibule_hashes_waiting");
    let browser = server.browser();
    let form = browser.request("POST", "/login", &credentials(ALICE, PASSWORD));
    let crowd: Vec<_> = (0..60).map(|_| browser.ask(&form).unwrap()).collect();
    let deadline = Instant::now() + FOR_EVER;
    while waiting() < 20.0 {
        assert!(Instant::now() < deadline, "no request is waiting");
    }
    drop(crowd);
    while waiting() > 0.0 {
        assert!(Instant::now() < deadline, "their places stay taken");
    }
    // The hash of the registration, and those of clients whose disconnect was not noticed in time.
    let hashed = hashed();
    assert!(hashed < 50.0, "{hashed} passwords were hashed");
    server.is_healthy();
}

/// Guesses over one connection until it is rejected, and once more at once. Returns how long that took,
/// and the latency of a page afterwards.
fn guess_until_rejected(program: &mut Command) -> [Duration; 2] {
    let server = Server::run(program);
    let browser = server.browser();
    let mut stream = server.connect();
    let mut status_of = |request: &str| {
        stream.write_all(request.as_bytes()).unwrap();
        read_answer(&mut stream)
    };
    let guess = browser.request("POST", "/login", &credentials(ALICE, "wrong"));
    let guess = guess.replace("Connection: close\r\n", "");
    let page = guess.replacen("POST /login", "GET /healthz", 1);
    while status_of(&guess) != 429 {}
    let page = page.split("Origin").next().unwrap().to_owned() + "\r\n";
    [page, guess].map(|request| {
        let began = Instant::now();
        status_of(&request);
        began.elapsed()
    })
}

#[test]
fn early_retry_is_refused_immediately() {
    let folder = folder();
    let took = guess_until_rejected(&mut program(&folder));
    let longest = took.into_iter().max().unwrap();
    assert!(longest < Duration::from_secs(1), "{took:?}");
}

/// Connections that send the next guess as soon as the last is rejected. Returns the maximum latency.
fn overload(program: &mut Command) -> Duration {
    let server = Server::run(program);
    let browser = server.browser();
    let guess = browser.request("POST", "/login", &credentials(ALICE, "wrong"));
    let guess = guess.replace("Connection: close\r\n", "");
    let mut connections: Vec<_> = (0..100).map(|_| server.connect()).collect();
    let mut longest = Duration::ZERO;
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(4) {
        let round = Instant::now();
        for stream in &mut connections {
            stream.write_all(guess.as_bytes()).unwrap();
        }
        for stream in &mut connections {
            read_answer(stream);
        }
        longest = longest.max(round.elapsed());
    }
    longest
}

/// The two are compared with each other, because a busy machine slows both down.
#[test]
fn overload_delays_a_rejected_client_but_not_others_behind_its_proxy() {
    let folders = [folder(), folder()];
    let direct = overload(&mut program(&folders[0]));
    let behind_proxy = overload(program(&folders[1]).env("TRUSTED_PROXIES", "127.0.0.1"));
    assert!(direct > Duration::from_secs(4), "{direct:?}");
    let difference = direct.saturating_sub(behind_proxy);
    assert!(
        difference > Duration::from_secs(2),
        "{direct:?}, {behind_proxy:?}"
    );
}

/// The status of one response. The connection stays open.
fn read_answer(stream: &mut TcpStream) -> u16 {
    let mut bytes = Vec::new();
    loop {
        let mut some = [0; 4096];
        let count = stream.read(&mut some).unwrap();
        assert!(count > 0, "the server hung up");
        bytes.extend_from_slice(&some[..count]);
        let Ok(answer) = Answer::parse(&bytes) else {
            continue;
        };
        if answer.header("content-length").parse() == Ok(body_bytes(&bytes)) {
            return answer.status.as_u16();
        }
    }
}

fn body_bytes(answer: &[u8]) -> usize {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    answer.len() - end.unwrap() - 4
}
