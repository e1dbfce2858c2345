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

/// The unprivileged user with this id on every Linux: database servers refuse to run as root.
const UNPRIVILEGED: u32 = 65534;

/// A server of one test with its child processes, until it is dropped.
pub(crate) struct Daemon(Child);

/// A loopback address that only this test process uses, and an unused port of it. So no other program
/// takes the port while its server is down.
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
        command.uid(UNPRIVILEGED).gid(UNPRIVILEGED);
    }
    command
}

/// Gives a folder to the user of [`unprivileged`] programs.
pub(crate) fn give_to_unprivileged_user(folder: &Path) {
    if geteuid().is_root() {
        chown(folder, Some(UNPRIVILEGED), Some(UNPRIVILEGED)).unwrap();
    }
}

/// Runs a command to its end, which must be successful.
#[track_caller]
pub(crate) fn succeed(command: &mut Command) {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {output:#?}");
}

/// Waits with a timeout.
#[track_caller]
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + FOR_EVER;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

impl Daemon {
    /// Starts a server with its output in a file.
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

    /// Signals the main process only.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }

    /// Signals the main process and its children, which may have their own process groups, as those of
    /// PostgreSQL have.
    pub(crate) fn signal_all(&self, signal: Signal) {
        let main = Pid::from_child(&self.0);
        // The main process is stopped first, so that it starts no more children. Some end by
        // themselves.
        let _ = kill_process(main, Signal::STOP);
        for child in self.children() {
            let child = i32::try_from(child).ok().and_then(Pid::from_raw);
            let _ = kill_process(child.unwrap(), signal);
        }
        let _ = kill_process(main, signal);
    }

    /// Its child processes.
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
        // It may already be reaped.
        let _ = self.0.wait();
    }
}

fn is_child(pid: u32, parent: u32) -> Option<bool> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before it may contain any characters, also a parenthesis.
    let (_, fields) = stat.rsplit_once(") ")?;
    let its: u32 = fields.split(' ').nth(1)?.parse().ok()?;
    Some(its == parent)
}
