use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use vestibule_domain::{Letter, Mailer, SendError, Unavailable};

/// What a [`RecordingMailer`] does with the letters to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// It takes them.
    #[default]
    Works,
    /// It refuses them for good, as for a mailbox that nobody has.
    IsRefused,
    /// It does not answer.
    IsUnavailable,
}

/// A mailer that brings nothing on its way and remembers the letters that it took, with the
/// secrets of their links.
#[derive(Debug, Default)]
pub struct RecordingMailer {
    letters: Mutex<Vec<Letter>>,
    delivery: Mutex<Delivery>,
}

impl RecordingMailer {
    /// The letters that it took, the first one first.
    pub fn letters(&self) -> Vec<Letter> {
        locked(&self.letters).clone()
    }

    /// What happens to letters from now on.
    pub fn set_delivery(&self, delivery: Delivery) {
        *locked(&self.delivery) = delivery;
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Mailer for RecordingMailer {
    async fn send(&self, letter: &Letter) -> Result<(), SendError> {
        match *locked(&self.delivery) {
            Delivery::Works => locked(&self.letters).push(letter.clone()),
            Delivery::IsRefused => return Err(SendError::Refused("no such mailbox".into())),
            Delivery::IsUnavailable => return Err(Unavailable::new("no answer").into()),
        }
        Ok(())
    }
}
