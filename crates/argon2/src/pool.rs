use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{io, thread};

use metrics::{counter, histogram};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tracing::Span;
use vestibule_domain::{HashingError, Unavailable};

use self::worker::{AHEAD, Job, Worker};
use crate::memory::Memory;

mod worker;

/// The number of hashing threads, and the length of the queue in front of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Number of threads, one to 1,024, each with its own memory. The default is the number of cores:
    /// more threads would only share them, and take more memory.
    pub workers: usize,
    /// Number of passwords that may wait for a thread, at most a million. Further ones are refused at
    /// once ([`HashingError::Busy`]), so that a storm of logins neither takes unbounded memory nor makes
    /// users wait for minutes. The default is 64 per thread.
    pub queue: usize,
}

impl Default for Capacity {
    /// Counts the cores that this process may use.
    fn default() -> Self {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        Self {
            workers,
            queue: 64 * workers,
        }
    }
}

/// The shortest `Retry-After`.
const LEAST_RETRY: Duration = Duration::from_secs(5);

/// Counts passwords for which the queue had no place.
const REFUSED: &str = "vestibule_hashes_refused_total";

/// The load of a hasher at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Passwords that are being hashed.
    pub running: usize,
    /// Passwords that wait for a thread.
    pub waiting: usize,
    /// Passwords that may wait.
    pub queue: usize,
    /// Threads.
    pub workers: usize,
}

/// The hashing threads and their bounded queue.
///
/// A place in the queue is taken from the arrival of a password to its answer; a turn is the right
/// to use a thread. The job owns both: a caller that is cancelled before its turn releases its place
/// at once, and neither is released while it is in use.
pub(crate) struct Pool {
    places: Arc<Semaphore>,
    /// Who may come soon. They have no place yet.
    admissions: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    jobs: mpsc::Sender<Job>,
    all_places: u32,
    workers: u32,
    /// How long the latest work took, in microseconds.
    pace: Arc<AtomicU64>,
}

impl Pool {
    /// Starts the threads. Each keeps at most `usual_blocks` of memory, while there is work.
    pub(crate) fn new(capacity: Capacity, usual_blocks: usize) -> io::Result<Self> {
        let workers = capacity.workers.clamp(1, 1024);
        let all_places = workers.saturating_add(capacity.queue).min(1 << 20);
        // Monitoring misses the first increment of a counter that begins at 1.
        counter!(REFUSED).increment(0);
        let (jobs, inbox) = mpsc::channel();
        let inbox = Arc::new(Mutex::new(inbox));
        let turns = Arc::new(Semaphore::new(workers * AHEAD));
        for number in 0..workers {
            let worker = Worker::new(&inbox, &turns, usual_blocks);
            thread::Builder::new()
                .name(format!("argon2-{number}"))
                .spawn(move || worker.work())?;
        }
        Ok(Self {
            places: Arc::new(Semaphore::new(all_places)),
            admissions: Arc::new(Semaphore::new(all_places)),
            turns,
            jobs,
            all_places: all_places as u32,
            workers: workers as u32,
            pace: Arc::default(),
        })
    }

    /// Waits for a turn, first come, first served, and for the work to be done on a thread.
    #[tracing::instrument(name = "hash", level = "debug", skip_all)]
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, HashingError> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return Err(self.refuse());
        };
        let came = Instant::now();
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = turn.await.map_err(Unavailable::new)?;

        let span = Span::current();
        let (answer, answered) = oneshot::channel();
        let pace = Arc::clone(&self.pace);
        let job: Job = Box::new(move |memory| {
            let held = (place, turn);
            if answer.is_closed() {
                return None; // the caller was cancelled
            }
            histogram!("vestibule_hash_wait_seconds").record(came.elapsed());
            let started = Instant::now();
            let done = span.in_scope(|| work(memory));
            let took = started.elapsed();
            histogram!("vestibule_hash_duration_seconds").record(took);
            let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
            pace.store(took, Ordering::Relaxed);
            Some(Box::new(move || {
                drop(held);
                // The caller was cancelled and needs no answer.
                let _ = answer.send(done);
            }))
        });
        self.jobs
            .send(job)
            .map_err(|_| Unavailable::new("the threads that hash are gone"))?;
        let done = answered.await;
        Ok(done.map_err(|_| Unavailable::new("the thread that hashed panicked"))?)
    }

    /// Grants a permit to take a place soon. Permits and taken places together never exceed the queue.
    pub(crate) fn admit(&self) -> Result<OwnedSemaphorePermit, HashingError> {
        let admitted = self.all_places as usize - self.admissions.available_permits();
        if admitted >= self.places.available_permits() {
            return Err(self.refuse());
        }
        let admission = Arc::clone(&self.admissions).try_acquire_owned();
        admission.map_err(|_| self.refuse())
    }

    fn refuse(&self) -> HashingError {
        counter!(REFUSED).increment(1);
        let retry_after = self.time_to_empty();
        HashingError::Busy { retry_after }
    }

    pub(crate) fn load(&self) -> Load {
        let workers = self.workers as usize;
        let places = self.all_places as usize;
        let with_threads = workers * AHEAD - self.turns.available_permits();
        let running = with_threads.min(workers);
        let taken = places.saturating_sub(self.places.available_permits());
        Load {
            running,
            waiting: taken.saturating_sub(running),
            queue: places - workers,
            workers,
        }
    }

    /// How long the full queue takes to empty, at the pace of the latest work. Others wait for
    /// it too: who came back at once would be refused again.
    fn time_to_empty(&self) -> Duration {
        let pace = Duration::from_micros(self.pace.load(Ordering::Relaxed));
        let all = pace.saturating_mul(self.all_places) / self.workers;
        all.max(LEAST_RETRY)
    }
}

#[cfg(test)]
mod tests;
