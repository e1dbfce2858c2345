use std::{collections::BTreeMap, fmt::Write, fs, path::Path, process::Command, time::Instant};

use serde_json::Value;

use super::{machine, report};

/// The limit for a clean build of the server on two cores.
const BUDGET_MINUTES: f64 = 12.0;
const HEAVIEST: usize = 10;

/// Measures a clean build of the server, and lists the crates that take most of it.
pub(crate) fn run() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("weight");
    let _ = fs::remove_dir_all(&target);
    let began = Instant::now();
    let mut build = Command::new(env!("CARGO"));
    build
        .args(["build", "--release", "--locked", "--timings"])
        .args(["--package", "vestibule-server", "--target-dir"])
        .arg(&target);
    assert!(build.status().unwrap().success());
    let minutes = began.elapsed().as_secs_f64() / 60.0;
    let page = fs::read_to_string(target.join("cargo-timings/cargo-timing.html")).unwrap();
    let seconds = seconds_of(&page);
    let program = fs::metadata(target.join("release/vestibule")).unwrap();
    fs::remove_dir_all(&target).unwrap();

    let all: f64 = seconds.values().sum();
    let mut heaviest: Vec<_> = seconds.iter().collect();
    heaviest.sort_by(|one, other| other.1.total_cmp(one.1));
    let mut table = format!(
        "{minutes:.1} minutes (limit: {BUDGET_MINUTES}), {} crates, a program of {} MiB:\n\n\
         | crate | CPU seconds | share |\n|---|--:|--:|\n",
        seconds.len(),
        program.len() >> 20,
    );
    for (name, seconds) in heaviest.into_iter().take(HEAVIEST) {
        let part = seconds / all * 100.0;
        writeln!(table, "| {name} | {seconds:.0} | {part:.0} % |").unwrap();
    }
    report::write("weight", &format!("{table}\n{}.", machine::description()));
    assert!(minutes <= BUDGET_MINUTES, "the build takes too long");
}

/// From the report of cargo, which contains them as JSON.
fn seconds_of(page: &str) -> BTreeMap<String, f64> {
    let (_, rest) = page.split_once("const UNIT_DATA = ").expect("the times");
    let (units, _) = rest.split_once(";\n").expect("the end of the times");
    let units: Vec<Value> = serde_json::from_str(units).unwrap();
    let mut seconds = BTreeMap::new();
    for unit in units {
        let name = unit["name"].as_str().unwrap().to_owned();
        *seconds.entry(name).or_default() += unit["duration"].as_f64().unwrap();
    }
    seconds
}
