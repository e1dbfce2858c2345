use std::sync::Arc;

use super::{repeats::Repeats, ring::Ring};
use crate::{
    AttemptStore, BreachedPasswords, Clock, DeviceKeys, EventId, EventKind, EventSink, Gatekeeper,
    LinkKeys, MailId, MailKind, PasswordHasher, Policy, RegistrationFields, SecretKey, SessionKeys,
    Store, TokenSource, attempt::BudgetKeys,
};

/// What [`Accounts`] needs from the world.
#[derive(Clone)]
pub struct Ports {
    /// Keeps users and all that is theirs.
    pub store: Arc<dyn Store>,
    /// Keeps how often somebody may still try.
    pub attempts: Arc<dyn AttemptStore>,
    /// Makes and checks password hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// Knows the passwords that leaked elsewhere; `None`: nobody is asked.
    pub breached: Option<Arc<dyn BreachedPasswords>>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub random: Arc<dyn TokenSource>,
    /// What a host asks of whoever registers.
    pub fields: Option<Arc<dyn RegistrationFields>>,
    /// A host's own say in who comes in.
    pub gatekeeper: Option<Arc<dyn Gatekeeper>>,
    /// Hear what happened.
    pub sinks: Vec<Arc<dyn EventSink>>,
}

/// A key for each purpose.
pub struct Keys {
    pub(crate) sessions: SessionKeys,
    pub(crate) links: LinkKeys,
    pub(crate) devices: DeviceKeys,
    pub(crate) budgets: BudgetKeys,
}

impl Keys {
    /// Derives them from the secret of the installation. What was made under `previous` is
    /// still accepted.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self {
            sessions: SessionKeys::new(current, previous),
            links: LinkKeys::new(current, previous),
            devices: DeviceKeys::new(current, previous),
            budgets: BudgetKeys::new(current),
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
}
