//! The stand-alone server, for tests: Cargo tells the tests of a package where its own programs are,
//! and of no other.

use std::process::ExitCode;

fn main() -> ExitCode {
    vestibule_server::run()
}
