use std::time::Duration;

use crate::{PasswordPolicy, RateLimit, Registration, Timestamp, with::with};

/// Lifetimes and limits of accounts, as one value.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Policy {
    /// The lifetimes of sessions.
    pub session: SessionPolicy,
    /// The rules for new passwords.
    pub password: PasswordPolicy,
    /// Rate limits of passwords and emails (OWASP ASVS 5.0, 6.3.1); `None` disables them, for benchmarks
    /// only.
    pub attempts: Option<AttemptPolicy>,
    /// Who may register.
    pub registration: Registration,
    /// What unauthenticated clients may learn about accounts (OWASP ASVS 5.0, 6.3.8).
    pub disclosure: Disclosure,
    /// Whether users verify their address.
    pub verification: EmailVerification,
    /// Whether emails are sent. Otherwise none is stored.
    pub sends_email: bool,
    /// Sensitive operations require a login within this time, because a browser may be left open
    /// (OWASP ASVS 5.0, 7.5.1). The default is ten minutes.
    pub proof_lifetime: Duration,
    /// The minimum time between two emails with a link of one kind to a user, so that no client floods
    /// their mailbox. The default is one minute.
    pub email_pause: Duration,
    /// The time in which a login cancels the deletion of the account. The default is zero: accounts are
    /// deleted at once.
    pub deletion_grace: Duration,
    /// How long events are stored, for the user and for investigations
    /// (OWASP ASVS 5.0, 14.2.7). The default is 90 days.
    pub events_kept: Duration,
    /// Maximum number of rows that unauthenticated requests create on one server since its start: this
    /// many events without an account, and this many waiting emails. A new row replaces the oldest one.
    /// The default is 10,000.
    pub visitors_rows: usize,
}

with!(Policy);

impl Default for Policy {
    fn default() -> Self {
        Self {
            session: SessionPolicy::default(),
            password: PasswordPolicy::default(),
            attempts: Some(AttemptPolicy::default()),
            registration: Registration::default(),
            disclosure: Disclosure::default(),
            verification: EmailVerification::Off,
            sends_email: false,
            proof_lifetime: Duration::from_secs(10 * 60),
            email_pause: Duration::from_secs(60),
            deletion_grace: Duration::ZERO,
            events_kept: 90 * DAY,
            visitors_rows: 10_000,
        }
    }
}

/// Whether users verify that they receive email at their address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmailVerification {
    /// Verification is not requested.
    #[default]
    Off,
    /// Verification is requested, but not required.
    Optional,
    /// Login requires a verified address.
    Required,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The lifetimes of sessions. The server enforces them, whatever the cookie says (OWASP ASVS 5.0, 7.3).
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use vestibule_domain::SessionPolicy;
///
/// let policy = SessionPolicy::default().with(|policy| {
///     policy.idle = Duration::from_secs(60 * 60);
/// });
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SessionPolicy {
    /// A session expires when it was not used for this time, as in a lost device or a stolen backup
    /// (OWASP ASVS 5.0, 7.3.1). The default is two weeks.
    pub idle: Duration,
    /// Every session expires this time after its login, so that a stolen cookie does not work forever
    /// (NIST SP 800-63B-4, 2.1.3: at most 30 days; OWASP ASVS 5.0, 7.3.2). The default is 30 days.
    pub lifetime: Duration,
    /// The time of last use is written only if the stored one is older than this, so that page
    /// views rarely write. A session may expire this much before its idle timeout. The value is at
    /// most an eighth of [`SessionPolicy::idle`].
    pub last_seen_precision: Duration,
}

impl SessionPolicy {
    /// Returns the time of last use at which a session has expired at `now`.
    pub fn idle_since(&self, now: Timestamp) -> Timestamp {
        now - self.idle
    }

    /// Returns how old "last seen" must be to be written again.
    pub fn touch_after(&self) -> Duration {
        self.last_seen_precision.min(self.idle / 8)
    }
}

with!(SessionPolicy);

impl Default for SessionPolicy {
    fn default() -> Self {
        Self {
            idle: 14 * DAY,
            lifetime: 30 * DAY,
            last_seen_precision: Duration::from_secs(30 * 60),
        }
    }
}

/// Rate limits per account and email address, from all networks. The web crate limits networks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AttemptPolicy {
    /// Wrong passwords for one address, whether or not it has an account, from all browsers
    /// in which its owner did not log in before: any number of computers share it
    /// (OWASP, device cookies). The default is ten an hour.
    pub unknown_browser: RateLimit,
    /// Wrong passwords of one user in one browser in which they logged in before. Guesses elsewhere
    /// do not consume it, so that they lock no user out (OWASP ASVS 5.0, 6.1.1). The default is ten an hour.
    pub known_browser: RateLimit,
    /// Wrong passwords within one session. An attacker at an open browser must not guess the password,
    /// and must not keep the owner's other sessions from changing it. The default is ten an hour.
    pub session: RateLimit,
    /// Wrong answers of second factors of one account, over all its pending logins, from all
    /// browsers in which its user did not log in before; and as many in each browser in which the user
    /// did. A right password refunds none (OWASP ASVS 5.0, 6.6.3). The default is five in 15 minutes.
    pub second_factor: RateLimit,
    /// Emails of one kind that unauthenticated clients request for one address: enough for a user who
    /// does not find the first one, too few to flood a mailbox. The default is three an hour.
    pub emails: RateLimit,
    /// Changes of address that one account requests, confirmed or not: each sends an email to
    /// the current address and one to the new address. The default is five an hour.
    pub email_changes: RateLimit,
    /// Exports of the data of one account. The default is ten an hour.
    pub exports: RateLimit,
    /// Events of one kind that one server stores of one account. The default is 120 an hour.
    pub events: RateLimit,
    /// Notices of one kind, such as "the password was changed", that one server sends to the owner
    /// of one account. The default is ten an hour.
    pub owner_notices: RateLimit,
    /// Notices of password guessing to one address (OWASP ASVS 5.0, 6.3.5). The default is one a day.
    pub notices: RateLimit,
    /// After this many wrong passwords in a row, the password is accepted only in known browsers, also
    /// within their sessions, until the owner chooses a new password or logs in with one of these browsers
    /// (NIST SP 800-63B-4, 3.2.2: at most 100). It applies if emails are sent, so that the owner can reset
    /// the password. The default is 100.
    pub failures_in_a_row: u32,
}

with!(AttemptPolicy);

impl Default for AttemptPolicy {
    fn default() -> Self {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        Self {
            unknown_browser: RateLimit::new(10, HOUR),
            known_browser: RateLimit::new(10, HOUR),
            session: RateLimit::new(10, HOUR),
            second_factor: RateLimit::new(5, Duration::from_secs(15 * 60)),
            emails: RateLimit::new(3, HOUR),
            email_changes: RateLimit::new(5, HOUR),
            exports: RateLimit::new(10, HOUR),
            events: RateLimit::new(120, HOUR),
            owner_notices: RateLimit::new(10, HOUR),
            notices: RateLimit::new(1, DAY),
            failures_in_a_row: 100,
        }
    }
}

/// What unauthenticated clients may learn about whether an address has an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disclosure {
    /// Nothing: registration, login and reset answer the same for every address (OWASP ASVS 5.0, 6.3.8).
    /// It requires [`EmailVerification::Required`], because a registration that logs in would disclose it.
    None,
    /// Registration discloses that an address is taken; login discloses nothing.
    #[default]
    Registration,
    /// Login also discloses which of address and password is wrong.
    All,
}
