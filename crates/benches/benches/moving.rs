//! Import of many accounts into an SQLite database, and their export: the time and the peak memory of
//! the real program.
//!
//! `just moving` runs it; a number of accounts may follow. It has no pass or fail.

#![allow(clippy::print_stdout, reason = "the benchmark prints its results")]

#[cfg(target_os = "linux")]
mod moving {
    use std::{
        fs::{self, File},
        io::{BufWriter, Write},
        path::Path,
        process::{Child, Command},
        thread,
        time::{Duration, Instant},
    };

    use rig::program::executable;

    /// All accounts have the same hash: hashes are read here, and not computed.
    const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$kr/zF1w187Og1YQOu1APbA$\
                        OsbmjokMe0SEHz1aPWPowPrGmAcCPzLWMTRmFQ9sC3w";

    pub(crate) fn measure(accounts: u32) {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("in.csv"), accounts);
        for command in [
            ["import", "in.csv"].as_slice(),
            &["import", "in.csv", "--dry-run"],
            &["export", "out.csv"],
        ] {
            let started = Instant::now();
            let mut program = Command::new(executable("server"));
            program.current_dir(&folder).env_clear().args(command);
            let memory = peak_memory_kib(&mut program.spawn().unwrap());
            let time = started.elapsed().as_secs_f64();
            let rate = f64::from(accounts) / time;
            let command = command.join(" ");
            println!("{command}: {time:.1} s, {rate:.0} accounts a second, {memory} KiB");
        }
    }

    fn write(path: &Path, accounts: u32) {
        let mut file = BufWriter::new(File::create(path).unwrap());
        writeln!(file, "email,password_hash,created_at").unwrap();
        for number in 0..accounts {
            writeln!(file, "person{number}@example.com,\"{HASH}\",{number}").unwrap();
        }
        file.flush().unwrap();
    }

    /// Waits for its exit, and returns its peak resident memory.
    fn peak_memory_kib(program: &mut Child) -> u64 {
        let mut peak = 0;
        while program.try_wait().unwrap().is_none() {
            let status = fs::read_to_string(format!("/proc/{}/status", program.id()));
            let status = status.unwrap_or_default();
            let told = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let told = told.and_then(|told| told.trim().strip_suffix(" kB")?.parse().ok());
            peak = told.unwrap_or(peak);
            thread::sleep(Duration::from_millis(50));
        }
        peak
    }
}

fn main() {
    #[cfg(target_os = "linux")]
    {
        let wanted = std::env::args().find_map(|argument| argument.parse().ok());
        moving::measure(wanted.unwrap_or(1_000_000));
    }
}
