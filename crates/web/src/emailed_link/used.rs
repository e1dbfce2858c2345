use std::{
    hash::{BuildHasher, RandomState},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use hashlink::LruCache;
use vestibule_domain::{EmailAddress, LinkToken, UserId};
use vestibule_templates::Message;

use crate::{emailed_link::sent::ValidLink, request::RequestContext};

/// Links that are remembered, each with a few hundred bytes.
const REMEMBERED: usize = 10_000;
/// The longest that an emailed link lives: later, no user needs to hear that it is used.
const REMEMBERED_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// The second half of a double click comes at once.
pub(crate) const DOUBLE_CLICK: Duration = Duration::from_secs(10);

/// The links that were used lately, so that a user who uses one twice is told that it is done, and not
/// that it is broken. The store deletes a link with its use, and this process alone remembers it: it
/// decides what is said, and never what is done.
///
/// Tokens are kept as keyed hashes of this process.
pub(crate) struct UsedLinks {
    keys: RandomState,
    used: Mutex<LruCache<u64, UsedLink>>,
}

/// A link whose button was pressed while it worked.
#[derive(Clone)]
pub(crate) struct UsedLink {
    pub(crate) user: UserId,
    /// The address that it proved.
    pub(crate) email: EmailAddress,
    /// What to say where it is done.
    pub(crate) done: Message,
    press: Option<Submission>,
    times: u32,
    since: Instant,
}

/// What the two halves of a double click have in common: the answer to the first, with its cookies,
/// did not arrive before the second was sent. `None` where the address of the client is unknown.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Submission(u64);

impl UsedLinks {
    pub(crate) fn new() -> Self {
        Self {
            keys: RandomState::new(),
            used: Mutex::new(LruCache::new(REMEMBERED)),
        }
    }

    /// The button of a link that works is pressed.
    pub(crate) fn press(&self, context: &RequestContext, link: &ValidLink, done: Message) {
        let press = self.press_by(context, &link.token);
        let before = self.find(&link.token);
        let times = before
            .filter(|before| before.is_same(press))
            .map_or(0, |before| before.times);
        let used = UsedLink {
            user: link.about.user().id,
            email: link.about.email().clone(),
            done,
            press,
            times: times + 1,
            since: Instant::now(),
        };
        let mut all = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(self.key(&link.token), used);
    }

    /// What is known of a link that works no longer.
    pub(crate) fn find(&self, token: &LinkToken) -> Option<UsedLink> {
        let mut all = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let used = all.get(&self.key(token))?;
        (used.since.elapsed() < REMEMBERED_FOR).then(|| used.clone())
    }

    /// Whether this request is the second half of a double click on the button that used the link.
    /// Its own press `is_counted` where the link still worked when it came.
    pub(crate) fn is_repeated(
        &self,
        context: &RequestContext,
        token: &LinkToken,
        is_counted: bool,
    ) -> bool {
        let used = self.find(token);
        let used = used.filter(|used| used.is_same(self.press_by(context, token)));
        used.is_some_and(|used| used.times > u32::from(is_counted))
    }

    fn key(&self, token: &LinkToken) -> u64 {
        self.keys.hash_one(token.expose().as_bytes())
    }

    fn press_by(&self, context: &RequestContext, token: &LinkToken) -> Option<Submission> {
        let from = (context.address()?, context.agent(), context.cookie_lines());
        Some(Submission(self.keys.hash_one((from, self.key(token)))))
    }
}

impl UsedLink {
    fn is_same(&self, press: Option<Submission>) -> bool {
        press.is_some() && press == self.press && self.since.elapsed() < DOUBLE_CLICK
    }
}
