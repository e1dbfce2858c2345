//! The stand-alone server as a process.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    process::{Pid, Signal, kill_process},
    thread::{CpuSet, sched_getaffinity, sched_setaffinity},
};
use tempfile::TempDir;

use crate::{browser::Browser, database::Database, program::executable};

pub use crate::FOR_EVER;

/// A process that serves, until it is dropped.
pub struct Server {
    process: Process,
    /// Where it listens, or where users find it.
    pub address: SocketAddr,
    /// What it printed when it was ready.
    pub greeting: String,
    stdout: BufReader<std::process::ChildStdout>,
    folder: PathBuf,
}

/// A working directory of the test's own.
pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The program in a folder, at a port that is free, with nothing else in its environment.
pub fn program(folder: impl AsRef<Path>) -> Command {
    let mut command = Command::new(executable("server"));
    command
        .arg0("vestibule")
        .current_dir(folder)
        .env_clear()
        .env("LISTEN", "127.0.0.1:0");
    command
}

/// The same without rate limits.
pub fn unlimited(folder: impl AsRef<Path>) -> Command {
    let mut command = program(folder);
    command.env("RATE_LIMITS", "off");
    command
}

impl Server {
    /// Starts the program as it comes, and waits until it is ready.
    pub fn start(folder: impl AsRef<Path>) -> Self {
        Self::run(&mut program(folder))
    }

    /// Starts a command, and waits until it is ready.
    pub fn run(command: &mut Command) -> Self {
        Self::launch(command).ready()
    }

    /// Starts the program where people find it under another address than it listens at.
    pub fn run_at(command: &mut Command, address: SocketAddr) -> Self {
        Self::launch(command.env("LISTEN", address.to_string())).ready_at(|_| address)
    }

    /// Starts a program and does not wait for it. Its log goes on in the folder's `log`.
    pub fn launch(command: &mut Command) -> Starting {
        let folder = command.get_current_dir().expect("a folder").to_owned();
        let log = File::options()
            .append(true)
            .create(true)
            .open(folder.join("log"))
            .unwrap();
        let process = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        Starting {
            process: Process(process),
            folder,
        }
    }

    /// As on a machine with one core.
    pub fn run_on_one_core(command: &mut Command) -> Self {
        let on_one_core = || {
            let allowed = sched_getaffinity(None).unwrap();
            let mut one = CpuSet::new();
            let first = (0..CpuSet::MAX_CPU).find(|cpu| allowed.is_set(*cpu));
            one.set(first.unwrap());
            // This thread's, which the process inherits.
            sched_setaffinity(None, &one).unwrap();
            Self::run(command)
        };
        thread::scope(|scope| scope.spawn(on_one_core).join().unwrap())
    }

    /// Returns a browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// Opens a connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(FOR_EVER)).unwrap();
        stream
    }

    /// Sends a signal to the process.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.process.0), signal).unwrap();
    }

    /// Kills the server at once (SIGKILL).
    pub fn kill(&mut self) {
        self.process.0.kill().unwrap();
        self.process.0.wait().unwrap();
    }

    /// Waits for the end of the process.
    pub fn wait(&mut self) -> ExitStatus {
        wait(&mut self.process.0)
    }

    /// Waits until no process listens at the port.
    pub fn has_closed_its_port(&self) {
        let deadline = Instant::now() + FOR_EVER;
        while TcpStream::connect(self.address).is_ok() {
            assert!(Instant::now() < deadline, "the port stays open");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The next line that it prints.
    pub fn says(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line
    }

    /// At how many ports it waits for connections.
    pub fn listeners(&self) -> usize {
        let process = PathBuf::from(format!("/proc/{}", self.process.0.id()));
        let files = fs::read_dir(process.join("fd")).unwrap();
        let links = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
        let links: Vec<_> = links.map(|link| link.display().to_string()).collect();
        let table = fs::read_to_string(process.join("net/tcp")).unwrap();
        // Of each socket its state (0A: it listens) and its number.
        let listening = table.lines().filter_map(|line| {
            let columns: Vec<_> = line.split_whitespace().collect();
            (columns[3] == "0A").then(|| format!("socket:[{}]", columns[9]))
        });
        listening.filter(|socket| links.contains(socket)).count()
    }

    /// What it printed after the greeting. It must have ended.
    pub fn rest_of_stdout(&mut self) -> String {
        std::io::read_to_string(&mut self.stdout).unwrap()
    }

    /// What was written to standard error, in this folder, so far.
    pub fn log(&self) -> String {
        log(&self.folder)
    }

    /// What it warned of, besides that these tests have no mail server, and that a busy machine
    /// hashes slowly.
    pub fn complaints(&self) -> String {
        let log = self.log();
        let is_complaint = |line: &&str| {
            let is_serious = ["WARN", "ERROR"].iter().any(|level| line.contains(level));
            let is_of_tests = ["there is no SMTP_URL", "password hashing is slow"]
                .iter()
                .any(|known| line.contains(known));
            is_serious && !is_of_tests
        };
        log.lines().filter(is_complaint).collect()
    }

    /// Another connection to its database.
    pub fn database(&self) -> Database {
        Database::open(&self.folder.join("data/vestibule.sqlite3"))
    }

    /// The most memory that was ever resident, in KiB.
    pub fn peak_memory_kib(&self) -> u64 {
        self.status_kib("VmHWM:")
    }

    /// The memory that is resident now, in KiB.
    pub fn memory_kib(&self) -> u64 {
        self.status_kib("VmRSS:")
    }

    fn status_kib(&self, key: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.0.id())).unwrap();
        let value = status.lines().find_map(|line| line.strip_prefix(key));
        value
            .and_then(|value| value.trim().strip_suffix(" kB")?.parse().ok())
            .unwrap()
    }

    /// How long its threads whose names begin so were on a core, in the kernel's ticks.
    pub fn ticks_of(&self, name: &str) -> u64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.process.0.id())).unwrap();
        let ticks = threads.filter_map(|thread| {
            // It may just have ended.
            let stat = fs::read_to_string(thread.unwrap().path().join("stat")).ok()?;
            let (before, fields) = stat.rsplit_once(") ")?;
            let (_, own) = before.split_once('(')?;
            let mut times = fields.split(' ').skip(11).take(2);
            let ticks = times.try_fold(0, |all, ticks| Some(all + ticks.parse::<u64>().ok()?))?;
            own.starts_with(name).then_some(ticks)
        });
        ticks.sum()
    }

    /// Neither has it ended, nor did any request in it panic.
    #[track_caller]
    pub fn is_healthy(&mut self) {
        assert!(
            self.process.0.try_wait().unwrap().is_none(),
            "{}",
            self.log()
        );
        assert!(!self.log().contains("panic"), "{}", self.log());
        self.browser().get("/healthz").has_status(200);
    }
}

/// A process that has begun.
pub struct Starting {
    process: Process,
    folder: PathBuf,
}

impl Starting {
    /// Waits until it serves, where it says.
    pub fn ready(self) -> Server {
        let folder = self.folder.clone();
        self.ready_at(|greeting| {
            let (_, rest) = greeting.split_once("http://").unwrap_or_default();
            let address = rest.split_whitespace().next().unwrap_or_default().parse();
            address.unwrap_or_else(|_| panic!("{greeting:?}, {}", log(&folder)))
        })
    }

    fn ready_at(mut self, address: impl FnOnce(&str) -> SocketAddr) -> Server {
        let mut stdout = BufReader::new(self.process.0.stdout.take().unwrap());
        let mut greeting = String::new();
        stdout.read_line(&mut greeting).unwrap();
        Server {
            process: self.process,
            address: address(&greeting),
            greeting,
            stdout,
            folder: self.folder,
        }
    }
}

/// Ends with its test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // Most have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap()
}

fn wait(process: &mut Child) -> ExitStatus {
    let deadline = Instant::now() + FOR_EVER;
    loop {
        if let Some(status) = process.try_wait().unwrap() {
            return status;
        }
        assert!(Instant::now() < deadline, "the process does not end");
        thread::sleep(Duration::from_millis(5));
    }
}
