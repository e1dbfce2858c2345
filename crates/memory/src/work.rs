use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts what was asked of the store, and the commits that are to meet a conflict.
#[derive(Debug, Default)]
pub(crate) struct Work {
    asked: AtomicUsize,
    conflicts: AtomicUsize,
}

impl Work {
    pub(crate) fn count(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn counted(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub(crate) fn set_conflicts(&self, commits: usize) {
        self.conflicts.store(commits, Ordering::SeqCst);
    }

    /// Whether this commit meets a conflict.
    pub(crate) fn is_conflict(&self) -> bool {
        let left = |left: usize| left.checked_sub(1);
        let taken = self
            .conflicts
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, left);
        taken.is_ok()
    }
}
