use std::process::Command;

use super::{machine::LOAD, machine::pinned};

/// A load: its requests and clients.
#[derive(Clone, Copy)]
pub(crate) struct Load<'a> {
    pub(crate) path: &'a str,
    pub(crate) cookies: &'a str,
    pub(crate) connections: u32,
    pub(crate) manner: Manner,
}

/// The pace of the requests.
#[derive(Clone, Copy)]
pub(crate) enum Manner {
    /// Without pause.
    Steady,
    /// One every ten milliseconds.
    Reader,
    /// Login forms.
    Logins,
}

/// The result.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// Successful responses per second.
    pub(crate) rate: f64,
    /// The 99th percentile of the latency, in milliseconds.
    pub(crate) p99: f64,
}

impl<'a> Load<'a> {
    /// Requests of all clients for a page.
    pub(crate) fn page(path: &'a str, cookies: &'a str) -> Self {
        Self {
            path,
            cookies,
            connections: 32,
            manner: Manner::Steady,
        }
    }

    /// This many parallel logins.
    pub(crate) fn logins(connections: u32) -> Self {
        Self {
            path: "/login",
            cookies: "",
            connections,
            manner: Manner::Logins,
        }
    }

    /// One client that reads a page meanwhile.
    pub(crate) fn reader(path: &'a str) -> Self {
        Self {
            path,
            cookies: "",
            connections: 1,
            manner: Manner::Reader,
        }
    }

    /// Sends the load for this many seconds.
    ///
    /// # Panics
    ///
    /// More than one page request in a thousand failed: such a rate means nothing.
    pub(crate) fn run(self, port: u16, seconds: u32) -> Outcome {
        let script = match self.manner {
            Manner::Steady => "wrk.lua",
            Manner::Reader => "reader.lua",
            Manner::Logins => "logins.lua",
        };
        let mut wrk: Command = pinned(LOAD, "wrk");
        wrk.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/load"))
            .args(["--threads", "1", "--timeout", "30", "--script", script])
            .args(["--connections", &self.connections.to_string()])
            .args(["--duration", &format!("{seconds}s")])
            .args(["--header", &format!("Cookie: {}", self.cookies)])
            .arg(format!("http://127.0.0.1:{port}{}", self.path));
        let output = wrk.output().expect("wrk, of the package of that name");
        let printed = String::from_utf8_lossy(&output.stdout);
        let result = printed
            .lines()
            .find_map(|line| line.strip_prefix("RESULT "));
        let result = result.unwrap_or_else(|| panic!("{output:?}"));
        let numbers: Vec<f64> = result.split(' ').filter_map(|n| n.parse().ok()).collect();
        let [answers, micros, failed, p99] = numbers[..] else {
            panic!("{printed}")
        };
        // In a storm of logins, some are told to retry later.
        let is_storm = matches!(self.manner, Manner::Logins);
        assert!(
            is_storm || failed <= answers / 1e3,
            "{}: {printed}",
            self.path
        );
        let p99 = match answers > 0.0 {
            true => p99,
            false => micros, // at least
        };
        Outcome {
            rate: (answers - failed) / (micros / 1e6),
            p99: p99 / 1e3,
        }
    }
}
