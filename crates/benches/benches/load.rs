//! The throughput of the shop: the real program on one core, the load generator `wrk` on another, in
//! rounds; each number is also a ratio to one of the same run.
//!
//! `just bench`, `just compare` and `just growth` run it, on Linux, on a quiet machine with at least
//! two cores. It has no pass or fail; it writes the results into `docs/PERFORMANCE.md`.

#![allow(clippy::print_stdout, reason = "the benchmark prints its results")]

mod load {
    mod chart;
    pub(crate) mod compare;
    mod database;
    pub(crate) mod footprint;
    mod grown;
    pub(crate) mod growth;
    mod hash_loop;
    pub(crate) mod logins;
    mod machine;
    pub(crate) mod pages;
    mod person;
    mod program;
    mod report;
    mod rounds;
    pub(crate) mod weight;
    mod wrk;
}

fn main() {
    let wanted = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    match wanted.as_deref() {
        Some("pages") => load::pages::run(),
        Some("logins") => load::logins::run(),
        Some("compare") => load::compare::run(),
        Some("growth") => load::growth::run(),
        Some("weight") => load::weight::run(),
        Some("footprint") => load::footprint::run(),
        _ => println!("what to measure: pages, logins, footprint, compare, growth, weight"),
    }
}
