//! The stand-alone server, for benchmarks: Cargo tells the benchmarks of a package where its own
//! programs are, and of no other.

use std::process::ExitCode;

fn main() -> ExitCode {
    vestibule_server::run()
}
