use std::{sync::Arc, time::Duration};

use vestibule_argon2::Argon2Params;
use vestibule_domain::{
    AccessPolicy, BreachedPasswords, Disclosure, EmailVerification, EventSink, Registration,
    SessionPolicy,
};

use super::Builder;
use crate::{RegistrationForm, registration_form::Typed};

/// Policies: sessions, passwords, registration, rate limits and events.
impl Builder {
    /// Sets the lifetimes of sessions.
    pub fn sessions(mut self, policy: SessionPolicy) -> Self {
        self.sessions = policy;
        self
    }

    /// Sets the minimum length of a new password, in characters. Values below 8 count as 8
    /// (NIST SP 800-63B).
    pub fn password_min_length(mut self, characters: usize) -> Self {
        self.password_min_length = characters;
        self
    }

    /// Sets what registration discloses about existing accounts. By default it tells that an
    /// address is taken, unless users must verify their address: then it discloses nothing.
    pub fn disclosure(mut self, disclosure: Disclosure) -> Self {
        self.disclosure = Some(disclosure);
        self
    }

    /// Sets whether users verify their email address. By default they are asked to, if emails are
    /// sent.
    pub fn email_verification(mut self, verification: EmailVerification) -> Self {
        self.verification = Some(verification);
        self
    }

    /// Sets the grace period of account deletion: a login before its end cancels the deletion. By
    /// default accounts are deleted at once.
    pub fn deletion_grace(mut self, grace: Duration) -> Self {
        self.deletion_grace = grace;
        self
    }

    /// Sets how long events are stored. The default is 90 days.
    pub fn events_kept(mut self, time: Duration) -> Self {
        self.events_kept = time;
        self
    }

    /// Sets whether rate limits apply, which is the default. Disable them for benchmarks only:
    /// otherwise an attacker can guess as many passwords as the server can hash.
    pub fn rate_limits(mut self, on: bool) -> Self {
        self.rate_limits = on;
        self
    }

    /// Sends all account events to `sink`.
    pub fn on_event(mut self, sink: Arc<dyn EventSink>) -> Self {
        self.sinks.push(sink);
        self
    }

    /// Refuses new passwords from known data breaches. Use `vestibule::RangeService`,
    /// `vestibule::HashFile` or an adapter of the application. There is no check by default.
    pub fn breached_passwords(mut self, breached: Arc<dyn BreachedPasswords>) -> Self {
        self.breached = Some(breached);
        self
    }

    /// Sets who may register. The default is open registration.
    pub fn registration(mut self, registration: Registration) -> Self {
        self.registration = registration;
        self
    }

    /// Adds fields of the application to the registration form.
    pub fn registration_form<F: RegistrationForm>(mut self) -> Self {
        self.fields = Some(Arc::new(Typed::<F>::new()));
        self
    }

    /// Sets a hook that the application uses to refuse registrations and logins.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vestibule::{AccessPolicy, AccessDenied, async_trait, domain::{Client, NewAccount}};
    ///
    /// struct OurDomain;
    ///
    /// #[async_trait]
    /// impl AccessPolicy for OurDomain {
    ///     async fn may_register(&self, account: &NewAccount, _: &Client) -> Result<(), AccessDenied> {
    ///         match account.email.as_str().ends_with("@bakery.example") {
    ///             true => Ok(()),
    ///             false => Err(AccessDenied::because("Only addresses of the bakery can register.")),
    ///         }
    ///     }
    /// }
    ///
    /// let builder = vestibule::builder().access_policy(Arc::new(OurDomain));
    /// ```
    pub fn access_policy(mut self, access_policy: Arc<dyn AccessPolicy>) -> Self {
        self.access_policy = Some(access_policy);
        self
    }

    /// Sets the cost of a password hash.
    pub fn hash_cost(mut self, cost: Argon2Params) -> Self {
        self.hash_cost = cost;
        self
    }
}
