//! The latency of other requests during a flood of logins: the real server on one core, and many clients
//! that log in without pause on another one.
//!
//! `just flood` runs it, on a quiet machine with at least two cores; a number of seconds
//! may follow. It has no pass or fail. Next to each number is the one to compare it with, from
//! the same run: the hasher without the server, the idle server, and a page that does nothing.

#![allow(clippy::print_stdout, reason = "the benchmark prints its results")]

#[cfg(target_os = "linux")]
mod flood {
    use rig::{browser, server};

    pub(crate) mod core;
    mod crowd;
    mod hasher;
    mod keep_alive;
    mod reader;
    pub(crate) mod run;
    mod times;
}

fn main() {
    #[cfg(target_os = "linux")]
    flood::run::all();
}
