use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// The latest rows that unauthenticated requests created. It bounds their number: a new row replaces
/// the oldest one. Otherwise a botnet could fill the database, because each network and each address
/// has its own rate limit.
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
