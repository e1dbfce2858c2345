use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts what was asked of the store.
#[derive(Debug, Default)]
pub(crate) struct Work(AtomicUsize);

impl Work {
    pub(crate) fn count(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn counted(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}
