use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread,
};

use rig::program::executable;
use tempfile::TempDir;

use super::mail_server::MailServer;

/// A shop for one test, on a free port, in a temporary folder.
pub(crate) struct Shop {
    process: Child,
    folder: TempDir,
    /// Its port on this machine.
    pub(crate) port: u16,
}

impl Shop {
    pub(crate) fn open() -> Self {
        Self::open_with(|_| {})
    }

    /// With this mail server.
    pub(crate) fn with_mail_server(mail_server: &MailServer) -> Self {
        Self::open_with(|command| mail_server.serves(command))
    }

    fn open_with(choose: impl FnOnce(&mut Command)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = File::create(folder.path().join("log")).unwrap();
        let mut command = Command::new(executable("shop"));
        command
            .current_dir(folder.path())
            .env_clear()
            .env("LISTEN", "127.0.0.1:0");
        choose(&mut command);
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let port = line
            .strip_prefix("Cookie Shop is open at http://127.0.0.1:")
            .and_then(|rest| rest.split_once(' '))
            .and_then(|(port, _)| port.parse().ok());
        let mut shop = Self {
            process,
            folder,
            port: 0,
        };
        shop.port = port.unwrap_or_else(|| panic!("it does not say where it is: {line:?}"));
        shop
    }

    /// The URL of the shop.
    pub(crate) fn address(&self) -> String {
        self.address_at("127.0.0.1")
    }

    /// The same shop under another host name of this machine.
    pub(crate) fn address_at(&self, host: &str) -> String {
        format!("http://{host}:{}", self.port)
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if thread::panicking()
            && let Ok(mut log) = File::open(self.folder.path().join("log"))
        {
            let _ = io::copy(&mut log, &mut io::stderr());
        }
    }
}
