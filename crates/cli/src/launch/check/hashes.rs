use std::time::Duration;

use bytesize::ByteSize;
use tokio::task::spawn_blocking;
use vestibule_argon2::{Capacity, time_hash};
use vestibule_builder::BuilderView;
use vestibule_domain::{ErrorChain, Unavailable};

use super::Finding;
use crate::Config;

const PART: &str = "password hashes";
/// Users notice a longer login.
const SLOW: Duration = Duration::from_secs(1);

/// One hash as they will be made, and what as many as there are cores take of the memory.
pub(super) async fn measure(builder: BuilderView<'_>, config: &Config) -> Vec<Finding> {
    let cost = builder.hash_cost().clone();
    let measured = spawn_blocking(move || time_hash(&cost)).await;
    let took = match measured.map_err(Unavailable::new).flatten() {
        Ok(took) => took,
        Err(error) => return vec![Finding::failed(PART, ErrorChain(&error))],
    };
    let workers = Capacity::default().workers as u64;
    let all = ByteSize::kib(u64::from(config.argon2_memory_kib)).as_u64() * workers;
    let what = format!(
        "one hash takes {} ms; {workers} at once need {}",
        took.as_millis(),
        ByteSize(all)
    );
    let advice = "the command `tune` finds settings for this machine";
    let found = match memory() {
        Some(memory) if all >= memory => {
            let what = format!("{what}, but the machine has {}", ByteSize(memory));
            Finding::failed(PART, what).advising(advice)
        }
        Some(memory) if all > memory / 2 => {
            let what = format!("{what}, more than half of the memory");
            Finding::warning(PART, what).advising(advice)
        }
        _ if took > SLOW => Finding::warning(PART, what).advising(advice),
        _ => Finding::ok(PART, what),
    };
    vec![found]
}

/// What this process may have at most: of the machine, or of its control group.
#[cfg(target_os = "linux")]
fn memory() -> Option<u64> {
    let machine = rustix::system::sysinfo();
    let installed = machine.totalram as u64 * u64::from(machine.mem_unit);
    let limit = std::fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let limit = limit.and_then(|limit| limit.trim().parse().ok());
    Some(limit.map_or(installed, |limit: u64| limit.min(installed)))
}

#[cfg(not(target_os = "linux"))]
fn memory() -> Option<u64> {
    None
}
