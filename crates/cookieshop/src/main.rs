//! The shop as a program.

use std::process::ExitCode;

fn main() -> ExitCode {
    vestibule::launch("Cookie Shop", cookieshop::shop)
}
