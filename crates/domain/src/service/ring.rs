use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// Remembers the latest rows that unauthenticated requests wrote, so that a table keeps no more
/// of them: a new one takes the place of the oldest. Without it, a botnet fills the database,
/// since each network and each address has a rate limit of its own.
pub(crate) struct Ring<Id> {
    latest: Mutex<VecDeque<Id>>,
    capacity: usize,
}

impl<Id> Ring<Id> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            latest: Mutex::default(),
            capacity,
        }
    }

    /// Remembers a row, and returns the one whose place it takes once there are too many.
    pub(crate) fn push(&self, id: Id) -> Option<Id> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.push_back(id);
        match latest.len() > self.capacity {
            true => latest.pop_front(),
            false => None,
        }
    }
}
