use std::{
    collections::HashMap,
    fs::{self, File},
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rig::program::executable;

use super::machine::pinned;

/// More than the slowest program takes to start.
const FOR_EVER: Duration = Duration::from_secs(60);

/// A program that answers requests on its core, until it is dropped.
pub(crate) struct Program {
    process: Child,
    pub(crate) port: u16,
    /// The time from its start to its first response.
    pub(crate) start: Duration,
}

/// The shop in a folder, on these cores, without rate limits.
pub(crate) fn shop(cores: &str, folder: &Path) -> Command {
    let mut shop = pinned(cores, executable("shop"));
    shop.current_dir(folder).env("RATE_LIMITS", "off");
    shop.env("SECRET_KEY", "b9Xq2Lr7Wz4Tn8Vc1Mh6Yd3Fg5Js0PaQe");
    shop
}

impl Program {
    /// Starts it on a free port, in its folder, and waits until it answers.
    pub(crate) fn start(command: &mut Command, ready: &str) -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let folder = command.get_current_dir().expect("a folder");
        let log = File::create(folder.join(format!("log.{port}"))).unwrap();
        command
            .env("LISTEN", format!("127.0.0.1:{port}"))
            .env("PORT", port.to_string())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .stdin(Stdio::null());
        let began = Instant::now();
        let mut process = command.spawn().unwrap();
        while !answers(port, ready) {
            let ended = process.try_wait().unwrap();
            assert!(ended.is_none() && began.elapsed() < FOR_EVER, "{command:?}");
            thread::sleep(Duration::from_micros(500));
        }
        Self {
            process,
            port,
            start: began.elapsed(),
        }
    }

    /// The resident memory, in MiB.
    pub(crate) fn memory(&self) -> f64 {
        self.resident("VmRSS:")
    }

    /// The peak of the resident memory, in MiB.
    pub(crate) fn peak_memory(&self) -> f64 {
        self.resident("VmHWM:")
    }

    /// Waits until the program has finished abandoned requests: some programs go on hashing for half a minute.
    pub(crate) fn rests(&self) {
        let mut before = f64::NEG_INFINITY;
        loop {
            let now = self.ticks();
            if now - before <= 2.0 {
                return;
            }
            before = now;
            thread::sleep(Duration::from_secs(1));
        }
    }

    /// The CPU time so far, in ticks of the kernel.
    fn ticks(&self) -> f64 {
        self.sum("stat", |stat| {
            let (_, fields) = stat.rsplit_once(") ")?;
            let times = fields.split(' ').skip(11).take(2);
            Some(times.filter_map(|ticks| ticks.parse::<f64>().ok()).sum())
        })
    }

    fn resident(&self, key: &str) -> f64 {
        self.sum("status", |status| number(status, key)) / 1024.0
    }

    /// The CPU time of the process and its children.
    fn sum(&self, file: &str, value: impl Fn(&str) -> Option<f64>) -> f64 {
        let all = fs::read_dir("/proc").unwrap().filter_map(|entry| {
            let entry = entry.ok()?;
            let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
            let read = |file| fs::read_to_string(entry.path().join(file)).ok();
            let parent = number(&read("status")?, "PPid:")? as u32;
            Some((pid, (parent, value(&read(file)?)?)))
        });
        let all: HashMap<_, _> = all.collect();
        let is_ours = |mut pid| {
            while pid != self.process.id() {
                let Some((parent, _)) = all.get(&pid) else {
                    return false;
                };
                pid = *parent;
            }
            true
        };
        let ours = all.iter().filter(|(pid, _)| is_ours(**pid));
        ours.map(|(_, (_, value))| value).sum()
    }
}

/// A value of the status of a process.
fn number(status: &str, key: &str) -> Option<f64> {
    let value = status.lines().find_map(|line| line.strip_prefix(key))?;
    value.trim().trim_end_matches(" kB").parse().ok()
}

fn answers(port: u16, path: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
        return false;
    };
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let mut answer = [0; 12];
    let answered = stream
        .write_all(request.as_bytes())
        .and_then(|()| stream.read_exact(&mut answer));
    answered.is_ok() && &answer == b"HTTP/1.1 200"
}

impl Drop for Program {
    fn drop(&mut self) {
        // Some of the other programs leave workers behind when they are killed.
        let _ = Command::new("kill")
            .arg(self.process.id().to_string())
            .status();
        let _ = self.process.wait();
    }
}
