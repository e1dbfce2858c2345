use std::sync::Arc;

use super::{repeats::Repeats, ring::Ring};
use crate::{
    AccessPolicy, AttemptStore, BreachedPasswords, Clock, DeviceKeys, EmailId, EmailKind, EventId,
    EventKind, EventSink, LinkKeys, PasswordHasher, Policy, RegistrationFields, SecondFactor,
    SecretKey, SessionKeys, Store, Timestamp, TokenSource, attempt::RateLimitKeys,
    pending_login::PendingLoginKeys, with::with,
};

/// The adapters of [`Accounts`], and its optional ports.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use vestibule_domain::{EventSink, Ports, SecondFactor};
///
/// fn with_options(ports: Ports, factor: Arc<dyn SecondFactor>, log: Arc<dyn EventSink>) -> Ports {
///     ports.with(|ports| {
///         ports.second_factors.push(factor);
///         ports.sinks.push(log);
///     })
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Ports {
    /// Stores users, sessions, tokens, emails and events.
    pub store: Arc<dyn Store>,
    /// Stores rate limits.
    pub attempts: Arc<dyn AttemptStore>,
    /// Hashes and verifies passwords.
    pub hasher: Arc<dyn PasswordHasher>,
    /// Checks new passwords against data breaches; `None`: no check.
    pub breached: Option<Arc<dyn BreachedPasswords>>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The random number generator.
    pub random: Arc<dyn TokenSource>,
    /// The registration fields of the application.
    pub fields: Option<Arc<dyn RegistrationFields>>,
    /// The application's additional rule for registrations and logins.
    pub access_policy: Option<Arc<dyn AccessPolicy>>,
    /// Second factors, of which a login needs one if its user set one up.
    pub second_factors: Vec<Arc<dyn SecondFactor>>,
    /// Receive the events after their commit.
    pub sinks: Vec<Arc<dyn EventSink>>,
}

with!(Ports);

impl Ports {
    /// Creates the ports that every application needs, without the optional ones.
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

/// The keys that are derived from the secret key, one for each purpose.
pub struct Keys {
    pub(crate) sessions: SessionKeys,
    pub(crate) links: LinkKeys,
    pub(crate) devices: DeviceKeys,
    pub(crate) pending_logins: PendingLoginKeys,
    pub(crate) rate_limits: RateLimitKeys,
}

impl Keys {
    /// Derives the keys from the secret key of the deployment. Sessions, links and browsers of the
    /// `previous` key are still accepted.
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

/// The rules of accounts on top of the [`Ports`]. It implements [`AuthService`](crate::AuthService), and a
/// driving port for each further feature.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use vestibule_domain::{
///     Accounts, AuthService, Client, EmailAddress, Keys, NewAccount, PlainPassword, Policy, Ports,
///     RegisterError, SecretKey, SessionRequest,
/// };
///
/// async fn register(ports: Ports, key: &SecretKey) -> Result<(), Box<dyn std::error::Error>> {
///     let accounts = Accounts::new(ports, Keys::new(key, None), Policy::default());
///     let email = EmailAddress::parse("alice@example.com")?;
///     let password = PlainPassword::new("seven drowsy otters".to_owned());
///     let account = NewAccount::new(email, password);
///     match accounts.register(account, SessionRequest::default()).await {
///         Ok(_registered) => Ok(()),
///         Err(RegisterError::EmailTaken) => Err("another account has the address".into()),
///         Err(other) => Err(other.into()),
///     }
/// }
/// ```
pub struct Accounts {
    pub(crate) ports: Ports,
    pub(crate) keys: Keys,
    pub(crate) policy: Policy,
    pub(crate) own_events: Repeats<EventKind>,
    pub(crate) own_emails: Repeats<EmailKind>,
    pub(crate) visitors_events: Ring<EventId>,
    pub(crate) visitors_emails: Ring<EmailId>,
}

impl Accounts {
    /// Creates the accounts with their adapters, keys and policy.
    pub fn new(ports: Ports, keys: Keys, policy: Policy) -> Self {
        Self {
            ports,
            keys,
            own_events: Repeats::new(),
            own_emails: Repeats::new(),
            visitors_events: Ring::new(policy.visitors_rows),
            visitors_emails: Ring::new(policy.visitors_rows),
            policy,
        }
    }

    /// Returns the current time of the clock port.
    pub fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }
}
