//! Where the programs under test are.

use std::{env, path::PathBuf};

/// Returns the program of the package under test whose name ends in `kind`, such as `server`. Cargo
/// names the programs of a package to its tests and benchmarks.
pub fn executable(kind: &str) -> PathBuf {
    let programs = env::vars_os().filter_map(|(name, path)| {
        let name = name.into_string().ok()?;
        let name = name.strip_prefix("CARGO_BIN_EXE_")?;
        name.ends_with(kind).then(|| PathBuf::from(path))
    });
    let mut programs = programs.collect::<Vec<_>>();
    assert_eq!(programs.len(), 1, "programs that are called {kind}");
    programs.remove(0)
}
