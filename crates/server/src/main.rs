//! Vestibule as a stand-alone server.

use std::process::ExitCode;

fn main() -> ExitCode {
    vestibule_server::run()
}
