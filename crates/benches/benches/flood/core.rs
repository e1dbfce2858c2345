use std::thread;

use rustix::{
    process::setpriority_process,
    thread::{CpuSet, sched_getaffinity, sched_setaffinity},
};

/// The first core is for the program (and the bare hasher), the second for all others.
pub(crate) fn allowed() -> Vec<usize> {
    let allowed = sched_getaffinity(None).unwrap();
    (0..CpuSet::MAX_CPU)
        .filter(|core| allowed.is_set(*core))
        .collect()
}

/// Runs a function in a new thread on a core; its child threads stay there too.
pub(crate) fn on<T: Send>(core: usize, nice: i32, work: impl FnOnce() -> T + Send) -> T {
    let pinned = || {
        let mut one = CpuSet::new();
        one.set(core);
        sched_setaffinity(None, &one).unwrap();
        // 0 names the calling thread on Linux.
        setpriority_process(None, nice).unwrap();
        work()
    };
    thread::scope(|scope| scope.spawn(pinned).join().unwrap())
}
