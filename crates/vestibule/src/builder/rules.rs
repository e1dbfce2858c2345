use std::{sync::Arc, time::Duration};

use vestibule_argon2::Argon2Params;
use vestibule_domain::{
    BreachedPasswords, Disclosure, EmailVerification, EventSink, Gatekeeper, Registration,
    SessionPolicy,
};

use super::Builder;
use crate::{RegistrationForm, registration_form::Typed};

/// Who may do what, and for how long.
impl Builder {
    /// How long sessions live.
    pub fn sessions(mut self, policy: SessionPolicy) -> Self {
        self.sessions = policy;
        self
    }

    /// The fewest characters of a new password; at least 8.
    pub fn password_min_length(mut self, characters: usize) -> Self {
        self.password_min_length = characters;
        self
    }

    /// What a stranger may learn about who has an account: that an address is taken, when they
    /// register it; nothing, where addresses must be proven.
    pub fn disclosure(mut self, disclosure: Disclosure) -> Self {
        self.disclosure = Some(disclosure);
        self
    }

    /// Whether people prove their address; by default they are asked to, where mails are sent.
    pub fn email_verification(mut self, verification: EmailVerification) -> Self {
        self.verification = Some(verification);
        self
    }

    /// Deletes accounts this long after their owners asked for it, and not if they log in
    /// before. By default they are gone at once.
    pub fn deletion_grace(mut self, grace: Duration) -> Self {
        self.deletion_grace = grace;
        self
    }

    /// Keeps what happened for this long; 90 days by default.
    pub fn events_kept(mut self, time: Duration) -> Self {
        self.events_kept = time;
        self
    }

    /// Whether guesses, registrations and mails are limited, as they are by default. Without, an
    /// attacker has all the guesses that the machine can hash: that is for benchmarks.
    pub fn rate_limits(mut self, on: bool) -> Self {
        self.rate_limits = on;
        self
    }

    /// Tells `sink` of everything that happens to accounts.
    pub fn on_event(mut self, sink: Arc<dyn EventSink>) -> Self {
        self.sinks.push(sink);
        self
    }

    /// Looks new passwords up among those that leaked from other sites:
    /// [`RangeService`](crate::RangeService), [`HashFile`](crate::HashFile), or an adapter of
    /// the host. By default nobody is asked.
    pub fn breached_passwords(mut self, breached: Arc<dyn BreachedPasswords>) -> Self {
        self.breached = Some(breached);
        self
    }

    /// Who may register; by default everybody.
    pub fn registration(mut self, registration: Registration) -> Self {
        self.registration = registration;
        self
    }

    /// Asks whoever registers for more than address and password.
    pub fn registration_form<F: RegistrationForm>(mut self) -> Self {
        self.fields = Some(Arc::new(Typed::<F>::new()));
        self
    }

    /// Asks the host before an account is made, and before a session begins.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vestibule::{Gatekeeper, Veto, async_trait, domain::{Client, NewAccount}};
    ///
    /// struct OurDomain;
    ///
    /// #[async_trait]
    /// impl Gatekeeper for OurDomain {
    ///     async fn may_register(&self, account: &NewAccount, _: &Client) -> Result<(), Veto> {
    ///         match account.email.as_str().ends_with("@bakery.example") {
    ///             true => Ok(()),
    ///             false => Err(Veto::because("Only addresses of the bakery can register.")),
    ///         }
    ///     }
    /// }
    ///
    /// let builder = vestibule::builder().gatekeeper(Arc::new(OurDomain));
    /// ```
    pub fn gatekeeper(mut self, gatekeeper: Arc<dyn Gatekeeper>) -> Self {
        self.gatekeeper = Some(gatekeeper);
        self
    }

    /// What one password hash costs.
    pub fn hash_cost(mut self, cost: Argon2Params) -> Self {
        self.hash_cost = cost;
        self
    }
}
