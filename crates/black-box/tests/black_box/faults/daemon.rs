use std::{
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr},
    os::unix::{fs::chown, process::CommandExt},
    path::Path,
    process::{self, Child, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicU16, Ordering},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, geteuid, kill_process};

use super::server::FOR_EVER;

/// The user `nobody` of every Linux: database servers refuse to run as root.
const NOBODY: u32 = 65534;

/// A server of a test's own and the processes that it started, until it is dropped.
pub(crate) struct Daemon(Child);

/// A loopback address that belongs to this test process alone, and a port of it that nobody
/// had before. So no other program takes the port while its server is down.
pub(crate) fn own_address() -> SocketAddr {
    static PORT: AtomicU16 = AtomicU16::new(5000);
    let own = Ipv4Addr::from_bits(127 << 24 | (process::id() & 0x00ff_ffff));
    SocketAddr::from((own, PORT.fetch_add(1, Ordering::Relaxed)))
}

/// A program that runs without the rights of root.
pub(crate) fn unprivileged(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.stdin(Stdio::null()).current_dir("/");
    if geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// Gives a folder to the user whom [`unprivileged`] programs run as.
pub(crate) fn give_away(folder: &Path) {
    if geteuid().is_root() {
        chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

/// Runs a command to its end, which must be a good one.
#[track_caller]
pub(crate) fn succeed(command: &mut Command) {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {output:#?}");
}

/// Waits, but not for ever.
#[track_caller]
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + FOR_EVER;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

impl Daemon {
    /// Starts a server whose output goes to a file.
    #[track_caller]
    pub(crate) fn start(command: &mut Command, log: &Path) -> Self {
        let log = File::options().append(true).create(true).open(log).unwrap();
        command.stdout(log.try_clone().unwrap()).stderr(log);
        let child = command.spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }

    /// To the main process only.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }

    /// To the main process and to those that it started: they may have process groups of
    /// their own (PostgreSQL's have).
    pub(crate) fn signal_all(&self, signal: Signal) {
        let main = Pid::from_child(&self.0);
        // So that it starts no more of them meanwhile. Some end by themselves.
        let _ = kill_process(main, Signal::STOP);
        for child in self.children() {
            let child = i32::try_from(child).ok().and_then(Pid::from_raw);
            let _ = kill_process(child.unwrap(), signal);
        }
        let _ = kill_process(main, signal);
    }

    /// The processes that it started.
    pub(crate) fn children(&self) -> Vec<u32> {
        let processes = fs::read_dir("/proc").unwrap();
        let pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        pids.filter(|pid| is_child(*pid, self.0.id()) == Some(true))
            .collect()
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.0.wait().unwrap()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.signal_all(Signal::KILL);
        // It may have been waited for already.
        let _ = self.0.wait();
    }
}

fn is_child(pid: u32, parent: u32) -> Option<bool> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before it may hold anything, a parenthesis too.
    let (_, fields) = stat.rsplit_once(") ")?;
    let its: u32 = fields.split(' ').nth(1)?.parse().ok()?;
    Some(its == parent)
}
