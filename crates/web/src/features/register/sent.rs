use std::{
    hash::{BuildHasher, RandomState},
    sync::{Mutex, PoisonError},
    time::Instant,
};

use hashlink::LruCache;
use vestibule_domain::{EmailAddress, Registered};

use crate::{emailed_link::used::DOUBLE_CLICK, request::RequestContext};

/// Registrations that are remembered, each with some fifty bytes.
const REMEMBERED: usize = 1_000;

/// The registrations of the last seconds, so that a double click on the button shows no error: the
/// answer to the first request, with its cookies, did not arrive before the second was sent. This
/// process alone remembers them, and no password: it decides what is tried, and never who gets in.
pub(crate) struct SentRegistrations {
    keys: RandomState,
    sent: Mutex<LruCache<u64, Sent>>,
}

struct Sent {
    outcome: Outcome,
    since: Instant,
}

/// What became of a registration.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    /// It is being processed.
    Pending,
    /// The page announced an email.
    EmailSent,
    /// There is an account.
    Created,
    /// It made no account.
    Refused,
}

/// One press of the button.
pub(crate) struct Submission<'a> {
    all: &'a SentRegistrations,
    /// `None` where the address of the client is unknown.
    key: Option<u64>,
    is_repeated: bool,
}

impl SentRegistrations {
    pub(crate) fn new() -> Self {
        Self {
            keys: RandomState::new(),
            sent: Mutex::new(LruCache::new(REMEMBERED)),
        }
    }

    /// The same client sends a registration for this email address.
    pub(crate) fn press(&self, context: &RequestContext, email: &EmailAddress) -> Submission<'_> {
        let key = context.address().map(|address| {
            let from = (address, context.agent(), context.cookie_lines());
            self.keys.hash_one((from, email.canonical()))
        });
        let is_repeated = key.is_some_and(|key| self.find(key).is_some());
        let press = Submission {
            all: self,
            key,
            is_repeated,
        };
        if !is_repeated {
            press.set(Outcome::Pending);
        }
        press
    }

    fn find(&self, key: u64) -> Option<Outcome> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let found = sent.get(&key)?;
        (found.since.elapsed() < DOUBLE_CLICK).then_some(found.outcome)
    }
}

impl Submission<'_> {
    pub(crate) fn succeed(&self, registered: &Registered) {
        self.set(match registered {
            Registered::EmailSent => Outcome::EmailSent,
            Registered::LoggedIn(_) | Registered::Pending(_) | Registered::NotYet(_) => {
                Outcome::Created
            }
        });
    }

    /// This request made no account. Returns what became of the other half of the double click.
    pub(crate) fn fail(&self) -> Outcome {
        match self.key.and_then(|key| self.all.find(key)) {
            Some(Outcome::Pending) if !self.is_repeated => {
                self.set(Outcome::Refused);
                Outcome::Refused
            }
            Some(outcome) => outcome,
            None => Outcome::Refused,
        }
    }

    fn set(&self, outcome: Outcome) {
        let Some(key) = self.key else { return };
        let since = Instant::now();
        let mut sent = self.all.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.insert(key, Sent { outcome, since });
    }
}
