use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::memory::Memory;

/// In a crowd, so many are answered together: a hash empties the caches of its core, and what follows
/// it, to open a session and to send a page, takes half as long again on empty ones.
pub(super) const TOGETHER: usize = 4;
/// The number of hashes assigned to each thread, including unanswered ones, so that a thread never
/// waits for the next one. With fewer, answers are not held back until others are ready.
pub(super) const AHEAD: usize = 2 * TOGETHER;

/// How long an idle thread keeps its memory. Under load the memory is allocated once; when idle, a
/// small machine can use it for other purposes.
pub(super) const KEPT: Duration = match cfg!(test) {
    true => Duration::from_millis(20),
    false => Duration::from_secs(10),
};

/// The result of a job, if the caller still waits for it.
pub(super) type Job = Box<dyn FnOnce(&mut Memory) -> Option<Answer> + Send>;
pub(super) type Answer = Box<dyn FnOnce() + Send>;

/// A thread that hashes.
pub(super) struct Worker {
    inbox: Arc<Mutex<mpsc::Receiver<Job>>>,
    turns: Arc<Semaphore>,
    usual_blocks: usize,
    /// Those that are done and not given yet.
    answers: Vec<Answer>,
}

impl Worker {
    /// Takes its work from `inbox`, where those come who have one of `turns`, [`AHEAD`] for each
    /// thread. It keeps at most `usual_blocks` of memory.
    pub(super) fn new(
        inbox: &Arc<Mutex<mpsc::Receiver<Job>>>,
        turns: &Arc<Semaphore>,
        usual_blocks: usize,
    ) -> Self {
        Self {
            inbox: Arc::clone(inbox),
            turns: Arc::clone(turns),
            usual_blocks,
            answers: Vec::with_capacity(TOGETHER),
        }
    }

    /// A thread's life: until the pool is gone.
    pub(super) fn work(mut self) {
        give_way();
        let mut memory = Memory::new(self.usual_blocks);
        loop {
            let job = match self.next() {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => {
                    memory = Memory::new(self.usual_blocks);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            // A panic costs one answer, never the thread: without threads, no login would be
            // possible until a restart.
            let Ok(answer) = catch_unwind(AssertUnwindSafe(|| job(&mut memory))) else {
                tracing::error!("password hashing panicked");
                memory = Memory::new(self.usual_blocks);
                continue;
            };
            self.answers.extend(answer);
            let is_crowded = self.turns.available_permits() == 0;
            if !is_crowded || self.answers.len() == TOGETHER {
                self.give_answers();
            }
        }
    }

    /// Waits for the next job. Before it waits, it gives all answers that were held back.
    fn next(&mut self) -> Result<Job, RecvTimeoutError> {
        let inbox = self.inbox.try_lock().ok();
        if let Some(job) = inbox.and_then(|inbox| inbox.try_recv().ok()) {
            return Ok(job);
        }
        self.give_answers();
        let inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        inbox.recv_timeout(KEPT)
    }

    fn give_answers(&mut self) {
        self.answers.drain(..).for_each(|answer| answer());
    }
}

/// Lets the threads that answer requests go first: on one core a storm of logins would
/// otherwise slow every page. On Linux the niceness is a thread's own, and 0 names the
/// calling thread (setpriority(2), "C library/kernel differences").
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 10) {
        tracing::warn!(%error, "cannot lower the priority of a hashing thread");
    }
}
