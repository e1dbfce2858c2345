use std::{ffi::OsStr, fs, process::Command};

/// The core of the measured program.
pub(crate) const PROGRAM: &str = "0";
/// The core of the load generator.
pub(crate) const LOAD: &str = "1";
/// Both cores, for measurements in which the load generator needs little CPU.
pub(crate) const BOTH: &str = "0,1";

/// A command that runs on these cores, with its child processes.
pub(crate) fn pinned(cores: &str, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", cores]).arg(program);
    command
}

/// The machine on which the numbers were measured.
pub(crate) fn description() -> String {
    let cpu = first("/proc/cpuinfo", "model name");
    let memory = first("/proc/meminfo", "MemTotal");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let date = says("date", &["--iso-8601"]);
    let (kernel, rustc) = (says("uname", &["-sr"]), says("rustc", &["--version"]));
    format!("{date}, {cores} cores of {cpu}, {memory}, {kernel}, {rustc}")
}

fn first(path: &str, key: &str) -> String {
    let file = fs::read_to_string(path).unwrap_or_default();
    let line = file.lines().find(|line| line.starts_with(key));
    let value = line.and_then(|line| line.split_once(':'));
    value.map_or("?".to_owned(), |(_, value)| value.trim().to_owned())
}

/// The first line of the output of a command.
pub(crate) fn says(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let printed = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let printed = printed.unwrap_or_default();
    printed.lines().next().unwrap_or("?").to_owned()
}
