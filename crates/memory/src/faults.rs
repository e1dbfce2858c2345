use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use tokio::sync::oneshot;
use vestibule_domain::Unavailable;

use crate::MemoryStore;

/// What a test does to a store: it breaks, or it holds up a unit of work.
pub(crate) struct Faults {
    asked: AtomicUsize,
    answers_left: AtomicUsize,
    held: Mutex<Option<Held>>,
}

/// A unit of work that a test holds up.
struct Held {
    has_come: oneshot::Sender<()>,
    may_go: oneshot::Receiver<()>,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            asked: AtomicUsize::new(0),
            answers_left: AtomicUsize::new(usize::MAX),
            held: Mutex::new(None),
        }
    }
}

impl Faults {
    /// Counts a query outside of a unit of work, or the beginning of one.
    pub(crate) fn ask(&self) -> Result<(), Unavailable> {
        self.asked.fetch_add(1, SeqCst);
        let counted = |left: usize| left.checked_sub(1);
        match self.answers_left.fetch_update(SeqCst, SeqCst, counted) {
            Ok(_) => Ok(()),
            Err(_) => Err(Unavailable::new("the store in memory is switched off")),
        }
    }

    /// Waits while a test holds the unit of work that begins.
    pub(crate) async fn wait(&self) {
        let held = self
            .held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(Held { has_come, may_go }) = held {
            // A test that dropped its end holds nothing.
            let _ = has_come.send(());
            let _ = may_go.await;
        }
    }
}

impl MemoryStore {
    /// How many queries outside of units of work, and beginnings of units, there were since this
    /// was last asked.
    pub fn asked(&self) -> usize {
        self.faults.asked.swap(0, SeqCst)
    }

    /// From now on, everything is [`Unavailable`], as while a database is down.
    pub fn switch_off(&self) {
        self.switch_off_after(0);
    }

    /// The same after so many answers: a database that goes down within a request.
    pub fn switch_off_after(&self, answers: usize) {
        self.faults.answers_left.store(answers, SeqCst);
    }

    /// The store answers again.
    pub fn switch_on(&self) {
        self.switch_off_after(usize::MAX);
    }

    /// Delays the next unit of work before it begins. The receiver reports that it has arrived; the
    /// sender lets it continue.
    pub fn hold_next_unit(&self) -> (oneshot::Receiver<()>, oneshot::Sender<()>) {
        let (has_come, comes) = oneshot::channel();
        let (go, may_go) = oneshot::channel();
        let mut held = self
            .faults
            .held
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *held = Some(Held { has_come, may_go });
        (comes, go)
    }
}
