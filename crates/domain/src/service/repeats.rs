use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use crate::{RateLimit, Timestamp, UserId};

/// So many accounts and kinds are remembered at most, with some 50 bytes each.
const MOST: usize = 20_000;

/// Bounds the rows that one account creates by repeated operations. Operations beyond the limit succeed
/// without a row: an attacker must neither fill the database nor lock the owner out of an operation.
/// Each kind has its own limit, so that one kind does not hide another. Each server counts in memory.
pub(crate) struct Repeats<Kind>(Mutex<HashMap<(UserId, Kind), Timestamp>>);

impl<Kind: Eq + Hash> Repeats<Kind> {
    pub(crate) fn new() -> Self {
        Self(Mutex::default())
    }

    /// Whether the account may have another row of this kind.
    pub(crate) fn admits(
        &self,
        user: UserId,
        kind: Kind,
        limit: RateLimit,
        now: Timestamp,
    ) -> bool {
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= MOST {
            full_at.retain(|_, full_at| *full_at > now);
        }
        if full_at.len() >= MOST {
            full_at.clear();
        }
        let known = full_at.entry((user, kind)).or_insert(now);
        match limit.take(*known, now) {
            Ok(later) => {
                *known = later;
                true
            }
            Err(_) => false,
        }
    }
}
