use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use vestibule_domain::{Mailer, OutgoingEmail, SendError, Unavailable};

/// What a [`RecordingMailer`] does with the next emails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// It accepts them.
    #[default]
    Works,
    /// It refuses them permanently, as for a mailbox that does not exist.
    IsRefused,
    /// It does not answer.
    IsUnavailable,
}

/// A mailer that sends nothing and records the accepted emails with the tokens of their links.
#[derive(Debug, Default)]
pub struct RecordingMailer {
    sent: Mutex<Vec<OutgoingEmail>>,
    delivery: Mutex<Delivery>,
}

impl RecordingMailer {
    /// The accepted emails, oldest first.
    pub fn sent(&self) -> Vec<OutgoingEmail> {
        locked(&self.sent).clone()
    }

    /// Sets what happens to emails from now on.
    pub fn set_delivery(&self, delivery: Delivery) {
        *locked(&self.delivery) = delivery;
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Mailer for RecordingMailer {
    async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
        match *locked(&self.delivery) {
            Delivery::Works => locked(&self.sent).push(outgoing.clone()),
            Delivery::IsRefused => return Err(SendError::Refused("no such mailbox".into())),
            Delivery::IsUnavailable => return Err(Unavailable::new("no answer").into()),
        }
        Ok(())
    }
}
