use std::process::Command;

use super::{machine::LOAD, machine::pinned};

/// What is sent to a program, by whom.
#[derive(Clone, Copy)]
pub(crate) struct Load<'a> {
    pub(crate) path: &'a str,
    pub(crate) cookies: &'a str,
    pub(crate) connections: u32,
    pub(crate) manner: Manner,
}

/// How it is sent.
#[derive(Clone, Copy)]
pub(crate) enum Manner {
    /// Without pause.
    Steady,
    /// Every ten milliseconds.
    Reader,
    /// The forms of people who log in.
    Logins,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// Good answers per second.
    pub(crate) rate: f64,
    /// What one in a hundred waits longer than, in milliseconds.
    pub(crate) p99: f64,
}

impl<'a> Load<'a> {
    /// Everybody's requests for a page.
    pub(crate) fn page(path: &'a str, cookies: &'a str) -> Self {
        Self {
            path,
            cookies,
            connections: 32,
            manner: Manner::Steady,
        }
    }

    /// So many who log in at a time.
    pub(crate) fn logins(connections: u32) -> Self {
        Self {
            path: "/login",
            cookies: "",
            connections,
            manner: Manner::Logins,
        }
    }

    /// Somebody who reads a page meanwhile.
    pub(crate) fn reader(path: &'a str) -> Self {
        Self {
            path,
            cookies: "",
            connections: 1,
            manner: Manner::Reader,
        }
    }

    /// Sends it for so many seconds.
    ///
    /// # Panics
    ///
    /// Where one request for a page in a thousand got no good answer: such a rate says nothing.
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
        // Of a storm, some are told to come again.
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
