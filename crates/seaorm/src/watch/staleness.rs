use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use tokio::time::Instant;
use vestibule_domain::{ChangeListener, Changes};

/// Changes for databases without notifications: the configuration accepts that cached sessions are
/// stale for a short time.
pub(crate) struct Staleness {
    accepted: Duration,
    listener: Arc<dyn ChangeListener>,
    told: Mutex<Instant>,
}

impl Staleness {
    pub(crate) fn new(accepted: Duration, listener: Arc<dyn ChangeListener>) -> Self {
        Self {
            accepted,
            listener,
            told: Mutex::new(Instant::now()),
        }
    }
}

#[async_trait]
impl Changes for Staleness {
    async fn are_told(&self) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.elapsed() >= self.accepted {
            self.listener.anything_changed();
            *told = Instant::now();
        }
        true
    }
}
