use std::sync::Arc;

use super::{repeats::Repeats, ring::Ring};
use crate::{
    AccessPolicy, AttemptStore, BreachedPasswords, Clock, DeviceKeys, EventId, EventKind,
    EventSink, LinkKeys, MailId, MailKind, PasswordHasher, Policy, RegistrationFields,
    SecondFactor, SecretKey, SessionKeys, Store, Timestamp, TokenSource, attempt::RateLimitKeys,
    pending_login::PendingLoginKeys, with::with,
};

/// What [`Accounts`] needs from the world.
#[derive(Clone)]
#[non_exhaustive]
pub struct Ports {
    /// Keeps users and all that is theirs.
    pub store: Arc<dyn Store>,
    /// Stores rate limits.
    pub attempts: Arc<dyn AttemptStore>,
    /// Makes and checks password hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// Knows breached passwords; `None`: passwords are not looked up.
    pub breached: Option<Arc<dyn BreachedPasswords>>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub random: Arc<dyn TokenSource>,
    /// The registration fields of the application.
    pub fields: Option<Arc<dyn RegistrationFields>>,
    /// A host's own say in who comes in.
    pub access_policy: Option<Arc<dyn AccessPolicy>>,
    /// Further authentications, of which a login needs one where its user set one up.
    pub second_factors: Vec<Arc<dyn SecondFactor>>,
    /// Hear what happened.
    pub sinks: Vec<Arc<dyn EventSink>>,
}

with!(Ports);

impl Ports {
    /// The ports that every application needs, without the optional ones.
    pub fn new(
        store: Arc<dyn Store>,
        attempts: Arc<dyn AttemptStore>,
        hasher: Arc<dyn PasswordHasher>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn TokenSource>,
    ) -> Self {
        Self {
            store,
            attempts,
            hasher,
            breached: None,
            clock,
            random,
            fields: None,
            access_policy: None,
            second_factors: Vec::new(),
            sinks: Vec::new(),
        }
    }
}

/// A key for each purpose.
pub struct Keys {
    pub(crate) sessions: SessionKeys,
    pub(crate) links: LinkKeys,
    pub(crate) devices: DeviceKeys,
    pub(crate) pending_logins: PendingLoginKeys,
    pub(crate) rate_limits: RateLimitKeys,
}

impl Keys {
    /// Derives them from the secret of the installation. What was made under `previous` is
    /// still accepted.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self {
            sessions: SessionKeys::new(current, previous),
            links: LinkKeys::new(current, previous),
            devices: DeviceKeys::new(current, previous),
            pending_logins: PendingLoginKeys::new(current, previous),
            rate_limits: RateLimitKeys::new(current),
        }
    }
}

/// The rules of the product over the ports: [`AuthService`](crate::AuthService), and a driving port
/// for each further feature, in the file of its name.
pub struct Accounts {
    pub(crate) ports: Ports,
    pub(crate) keys: Keys,
    pub(crate) policy: Policy,
    pub(crate) own_events: Repeats<EventKind>,
    pub(crate) own_mails: Repeats<MailKind>,
    pub(crate) visitors_events: Ring<EventId>,
    pub(crate) visitors_mails: Ring<MailId>,
}

impl Accounts {
    /// Brings the rules and the world together.
    pub fn new(ports: Ports, keys: Keys, policy: Policy) -> Self {
        Self {
            ports,
            keys,
            own_events: Repeats::new(),
            own_mails: Repeats::new(),
            visitors_events: Ring::new(policy.visitors_rows),
            visitors_mails: Ring::new(policy.visitors_rows),
            policy,
        }
    }

    /// Returns the current time of the clock port.
    pub fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }
}
