use std::time::Duration;

use crate::{Budget, PasswordPolicy, Registration, Timestamp};

/// Lifetimes and limits, as one value. The default is what we would choose.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How long a session lives.
    pub session: SessionPolicy,
    /// What a new password must be.
    pub password: PasswordPolicy,
    /// How often passwords and mails are tried; `None`: as often as anybody likes, which is for
    /// benchmarks.
    pub attempts: Option<AttemptPolicy>,
    /// Who may register.
    pub registration: Registration,
    /// What a stranger may learn about who has an account.
    pub disclosure: Disclosure,
    /// Whether people prove their address.
    pub verification: EmailVerification,
    /// Whether there is somebody who sends mails. Without, none is written.
    pub sends_mail: bool,
    /// Pages where much is at stake ask for the password again after this time: a browser
    /// that was left open (OWASP ASVS 5.0, 7.5.1). Ten minutes.
    pub proof_lifetime: Duration,
    /// Between two mails with a link of the same kind to one person, so that nobody fills
    /// another's mailbox. A minute.
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
    /// Nobody is asked.
    #[default]
    Off,
    /// Everybody is asked, and nobody has to.
    Optional,
    /// There is no session before.
    Required,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a session lives. Both ends are enforced on the server; what a cookie says about
/// its own age is not believed.
#[derive(Clone, Debug)]
pub struct SessionPolicy {
    /// Ends a session that nobody uses: a browser left behind, a stolen backup. Two weeks.
    pub idle: Duration,
    /// Ends every session at last, so that a stolen cookie does not serve for ever
    /// (NIST SP 800-63B-4, 2.1.3: at most 30 days).
    pub lifetime: Duration,
    /// "Last seen" is written only when it is older than this, so that reading pages rarely
    /// writes. A session may end this much before its idle time is over. Where sessions are
    /// to end sooner, it is an eighth of [`SessionPolicy::idle`] at most.
    pub last_seen_precision: Duration,
}

impl SessionPolicy {
    /// Whoever was last seen then, or before, was idle for too long at `now`.
    pub fn idle_since(&self, now: Timestamp) -> Timestamp {
        now - self.idle
    }

    /// How old "last seen" must be to be written again.
    pub fn touch_after(&self) -> Duration {
        self.last_seen_precision.min(self.idle / 8)
    }
}

impl Default for SessionPolicy {
    fn default() -> Self {
        Self {
            idle: 14 * DAY,
            lifetime: 30 * DAY,
            last_seen_precision: Duration::from_secs(30 * 60),
        }
    }
}

/// How often may be tried what an attacker would try often. What one account costs an attacker
/// is decided here, wherever they come from; what one network may do is for whoever knows it.
#[derive(Clone, Debug)]
pub struct AttemptPolicy {
    /// Wrong passwords for one address, whether or not it has an account, from all browsers
    /// that its owner did not log in with: an attacker with any number of computers has no more
    /// (OWASP, device cookies). Ten an hour.
    pub unknown_browser: Budget,
    /// Wrong passwords of one person in one browser that they logged in with before. Strangers
    /// can not use it up, so that they lock nobody out. Ten an hour.
    pub known_browser: Budget,
    /// Wrong passwords within one session. A thief who found a browser open must not guess what
    /// changes the password, and must not keep the owner's other sessions from changing it. Ten
    /// an hour.
    pub session: Budget,
    /// Mails of one kind that strangers have sent to one address: enough for somebody who does
    /// not find the first, too few to fill a mailbox. Three an hour.
    pub mails: Budget,
    /// Changes of address that one account asks for, confirmed or not: each sends an email to
    /// the present address and one to the address that the user names. Five an hour.
    pub email_changes: Budget,
    /// Copies of its data that one account takes. Ten an hour.
    pub exports: Budget,
    /// Events of one kind that one server stores of one account. 120 an hour.
    pub events: Budget,
    /// Notices of one kind, such as "the password was changed", that one server sends to the owner
    /// of one account. Ten an hour.
    pub owner_notices: Budget,
    /// Notices to one address that somebody guesses its password. One a day.
    pub notices: Budget,
    /// After so many wrong passwords in a row, the password opens the account only in browsers
    /// where it did so before, sessions among them, until its owner chooses another one or logs in with one of these
    /// (NIST SP 800-63B-4, 3.2.2: at most 100). It holds where mails are sent, so that there is
    /// a way back.
    pub failures_in_a_row: u32,
}

impl Default for AttemptPolicy {
    fn default() -> Self {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        Self {
            unknown_browser: Budget::new(10, HOUR),
            known_browser: Budget::new(10, HOUR),
            session: Budget::new(10, HOUR),
            mails: Budget::new(3, HOUR),
            email_changes: Budget::new(5, HOUR),
            exports: Budget::new(10, HOUR),
            events: Budget::new(120, HOUR),
            owner_notices: Budget::new(10, HOUR),
            notices: Budget::new(1, DAY),
            failures_in_a_row: 100,
        }
    }
}

/// What a stranger may learn about whether an address has an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disclosure {
    /// Nothing: registration, log-in and reset answer the same for every address. It needs
    /// [`EmailVerification::Required`], since a registration that logs in tells by that.
    None,
    /// Registration says that an address is taken; log-in tells nothing.
    #[default]
    Registration,
    /// Log-in too says which of address and password is wrong.
    All,
}
