use std::time::Duration;

use crate::{PasswordPolicy, RateLimit, Registration, Timestamp, with::with};

/// Lifetimes and limits, as one value. The default is what we would choose.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Policy {
    /// How long a session lives.
    pub session: SessionPolicy,
    /// What a new password must be.
    pub password: PasswordPolicy,
    /// Rate limits of passwords and emails; `None` disables them, for benchmarks only.
    pub attempts: Option<AttemptPolicy>,
    /// Who may register.
    pub registration: Registration,
    /// What unauthenticated clients may learn about accounts.
    pub disclosure: Disclosure,
    /// Whether people prove their address.
    pub verification: EmailVerification,
    /// Whether emails are sent. Otherwise none is written.
    pub sends_mail: bool,
    /// Sensitive operations require a login within this time, because a browser may be left open
    /// (OWASP ASVS 5.0, 7.5.1). The default is ten minutes.
    pub proof_lifetime: Duration,
    /// The pause between two emails with a link of one kind to a user, against flooding their
    /// mailbox. A minute.
    pub mail_pause: Duration,
    /// How long a person may come back after they asked to be deleted. None by default.
    pub deletion_grace: Duration,
    /// How long events are kept, for the person and for an investigation
    /// (OWASP ASVS 5.0, 14.2.7). Ninety days.
    pub events_kept: Duration,
    /// How many rows one server keeps, since it started, of what unauthenticated requests make:
    /// so many events that belong to no account, and so many emails that wait. A new one takes
    /// the place of the oldest. Ten thousand.
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
            sends_mail: false,
            proof_lifetime: Duration::from_secs(10 * 60),
            mail_pause: Duration::from_secs(60),
            deletion_grace: Duration::ZERO,
            events_kept: 90 * DAY,
            visitors_rows: 10_000,
        }
    }
}

/// Whether people prove that they receive mail at their address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmailVerification {
    /// Verification is not requested.
    #[default]
    Off,
    /// Verification is requested, but not required.
    Optional,
    /// There is no session before.
    Required,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a session lives. Both ends are enforced on the server; what a cookie says about
/// its own age is not believed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SessionPolicy {
    /// A session expires when it was not used for so long: a browser left behind, a stolen backup.
    /// Two weeks.
    pub idle: Duration,
    /// Ends every session at last, so that a stolen cookie does not serve for ever
    /// (NIST SP 800-63B-4, 2.1.3: at most 30 days).
    pub lifetime: Duration,
    /// The time of last use is written only if the stored one is older than this, so that page
    /// views rarely write. A session may expire this much before its idle timeout. The value is at
    /// most an eighth of [`SessionPolicy::idle`].
    pub last_seen_precision: Duration,
}

impl SessionPolicy {
    /// A session that was last seen then, or before, has expired at `now`.
    pub fn idle_since(&self, now: Timestamp) -> Timestamp {
        now - self.idle
    }

    /// How old "last seen" must be to be written again.
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
    /// that its owner did not log in with: an attacker with any number of computers has no more
    /// (OWASP, device cookies). Ten an hour.
    pub unknown_browser: RateLimit,
    /// Wrong passwords of one user in one browser in which they logged in before. Guesses elsewhere
    /// do not consume it, so that they lock no user out. Ten an hour.
    pub known_browser: RateLimit,
    /// Wrong passwords within one session. A thief who found a browser open must not guess what
    /// changes the password, and must not keep the owner's other sessions from changing it. Ten
    /// an hour.
    pub session: RateLimit,
    /// Wrong answers of second factors of one account, over all its logins that wait, from all
    /// browsers that its user did not log in with; and as many in each browser that the user did. A
    /// right password gives none back. Five in 15 minutes.
    pub second_factor: RateLimit,
    /// Emails of one kind that visitors request for one address: enough for a user who does not
    /// find the first, too few to flood a mailbox. Three an hour.
    pub mails: RateLimit,
    /// Changes of address that one account asks for, confirmed or not: each sends an email to
    /// the present address and one to the address that the user names. Five an hour.
    pub email_changes: RateLimit,
    /// Copies of its data that one account takes. Ten an hour.
    pub exports: RateLimit,
    /// Events of one kind that one server stores of one account. 120 an hour.
    pub events: RateLimit,
    /// Notices of one kind, such as "the password was changed", that one server sends to the owner
    /// of one account. Ten an hour.
    pub owner_notices: RateLimit,
    /// Notices of password guessing to one address. One a day.
    pub notices: RateLimit,
    /// After so many wrong passwords in a row, the password opens the account only in browsers
    /// where it did so before, sessions among them, until its owner chooses another one or logs in with one of these
    /// (NIST SP 800-63B-4, 3.2.2: at most 100). It holds where mails are sent, so that there is
    /// a way back.
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
            mails: RateLimit::new(3, HOUR),
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
    /// Nothing: registration, login and reset answer the same for every address. It needs
    /// [`EmailVerification::Required`], since a registration that logs in tells by that.
    None,
    /// Registration says that an address is taken; login tells nothing.
    #[default]
    Registration,
    /// Login too says which of address and password is wrong.
    All,
}
