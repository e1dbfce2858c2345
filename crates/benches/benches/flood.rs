//! What a flood costs those who come meanwhile: the real program on one core, and beside it
//! crowds that log in without pause. Whoever floods it is on another core.
//!
//! `just flood` runs it, on a quiet machine with two cores or more; another number of seconds
//! may follow. It judges nothing. Beside each number stands what it is to be compared with, from
//! the same run: the hasher without the program around it, the idle server, a page that does
//! nothing.

#![allow(
    clippy::print_stdout,
    reason = "the measurements are for whoever runs it"
)]

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
