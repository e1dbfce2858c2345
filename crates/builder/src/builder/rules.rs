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
    /// Sets the lifetimes of sessions. By default a session expires after two weeks without use, and 30
    /// days after the login.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    /// use vestibule::SessionPolicy;
    ///
    /// const HOUR: Duration = Duration::from_secs(60 * 60);
    /// let policy = SessionPolicy::default().with(|policy| {
    ///     policy.idle = HOUR;
    ///     policy.lifetime = 12 * HOUR;
    /// });
    /// let builder = vestibule::builder().sessions(policy);
    /// ```
    pub fn sessions(mut self, policy: SessionPolicy) -> Self {
        self.sessions = policy;
        self
    }

    /// Sets the minimum length of a new password, in characters. The default is 8, and lower values count
    /// as 8 (OWASP ASVS 5.0, 6.2.1). NIST SP 800-63B-4 (3.1.1.2) requires 15 where the password is the only
    /// factor.
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

    /// Sends all account events to `sink`. Each call adds a sink; the log and the metrics get the events
    /// anyway.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vestibule::{Event, EventKind, EventSink};
    ///
    /// /// Tells the shop whose orders to delete.
    /// struct Leavers;
    ///
    /// impl EventSink for Leavers {
    ///     fn emit(&self, event: &Event) {
    ///         if let (EventKind::AccountDeleted, Some(user)) = (event.kind, event.user_id) {
    ///             println!("{user} has left"); // send it to a task: this must not block
    ///         }
    ///     }
    /// }
    ///
    /// let builder = vestibule::builder().on_event(Arc::new(Leavers));
    /// ```
    pub fn on_event(mut self, sink: Arc<dyn EventSink>) -> Self {
        self.sinks.push(sink);
        self
    }

    /// Refuses new passwords from known data breaches. Use `vestibule::RangeService`,
    /// `vestibule::HashFile` or an adapter of the application. There is no check by default.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use std::sync::Arc;
    /// use vestibule::{RangeService, RangeUrl};
    ///
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let url = RangeUrl::parse("https://api.pwnedpasswords.com/range/")?;
    /// let builder = vestibule::builder().breached_passwords(Arc::new(RangeService::new(url)?));
    /// # Ok(()) }
    /// ```
    pub fn breached_passwords(mut self, breached: Arc<dyn BreachedPasswords>) -> Self {
        self.breached = Some(breached);
        self
    }

    /// Sets who may register. The default is open registration.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::Registration;
    ///
    /// let builder = vestibule::builder().registration(Registration::Invite);
    /// ```
    pub fn registration(mut self, registration: Registration) -> Self {
        self.registration = registration;
        self
    }

    /// Adds fields of the application to the registration form; [`RegistrationForm`] has an example.
    pub fn registration_form<F: RegistrationForm>(mut self) -> Self {
        self.fields = Some(Arc::new(Typed::<F>::new()));
        self
    }

    /// Sets a hook that the application uses to refuse registrations and logins.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vestibule::{AccessPolicy, AccessDenied, async_trait, domain::{Client, NewAccount}};
    ///
    /// struct BakeryOnly;
    ///
    /// #[async_trait]
    /// impl AccessPolicy for BakeryOnly {
    ///     async fn may_register(&self, account: &NewAccount, _: &Client) -> Result<(), AccessDenied> {
    ///         match account.email.canonical().ends_with("@bakery.example") {
    ///             true => Ok(()),
    ///             false => Err(AccessDenied::because("Only addresses of the bakery can register.")),
    ///         }
    ///     }
    /// }
    ///
    /// let builder = vestibule::builder().access_policy(Arc::new(BakeryOnly));
    /// ```
    pub fn access_policy(mut self, access_policy: Arc<dyn AccessPolicy>) -> Self {
        self.access_policy = Some(access_policy);
        self
    }

    /// Sets the cost of a password hash. The default is 19 MiB and two passes (OWASP ASVS 5.0, appendix
    /// C). The command `tune` recommends values for a machine.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::Argon2Params;
    ///
    /// let cost = Argon2Params::new(47_104, 1, 1)?; // 46 MiB, one pass, one lane
    /// let builder = vestibule::builder().hash_cost(cost);
    /// # Ok::<(), vestibule::InvalidParams>(())
    /// ```
    pub fn hash_cost(mut self, cost: Argon2Params) -> Self {
        self.hash_cost = cost;
        self
    }
}
