//! The example application, for benchmarks: Cargo tells those of a package where its own programs
//! are, and of no other.

use std::process::ExitCode;

fn main() -> ExitCode {
    vestibule::launch("Cookie Shop", cookieshop::shop)
}
