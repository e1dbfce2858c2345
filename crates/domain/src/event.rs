use uuid::Uuid;

use crate::{Client, Clock, Timestamp, TokenSource, Unavailable, UserId, user::uuid_v7};

/// Identifies an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(Uuid);

impl EventId {
    /// A new identifier.
    pub fn generate(clock: &dyn Clock, random: &dyn TokenSource) -> Result<Self, Unavailable> {
        uuid_v7(clock, random).map(Self)
    }

    /// Takes an identifier back from where it was stored.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The identifier, to be stored.
    pub const fn as_uuid(&self) -> Uuid {
        self.0
    }
}

macro_rules! event_kinds {
    ($($(#[$meaning:meta])* $kind:ident = $name:literal,)*) => {
        /// What happened. There is no secret in any event (OWASP ASVS 5.0, 16.2.5).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum EventKind {
            $($(#[$meaning])* $kind,)*
        }

        impl EventKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// What it is called in logs and where it is stored.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

event_kinds! {
    /// Somebody registered an address that had no account.
    Registered = "registered",
    /// Somebody tried to register an address that has an account; nobody was told.
    RegistrationRepeated = "registration_repeated",
    /// Somebody was invited to register.
    Invited = "invited",
    /// A session began.
    LoggedIn = "logged_in",
    /// Address and password did not belong together.
    LogInFailed = "log_in_failed",
    /// The right password was entered, and the account is disabled, its address is not verified,
    /// or the host refused the login.
    LogInRefused = "log_in_refused",
    /// So many passwords were tried for an address that no more are, for a while.
    LogInsLimited = "log_ins_limited",
    /// A session was ended by its own browser.
    LoggedOut = "logged_out",
    /// The password was proven once more within a session.
    PasswordConfirmed = "password_confirmed",
    /// The password was changed by somebody who knew the one before.
    PasswordChanged = "password_changed",
    /// Somebody chose a password, and whether it leaked elsewhere could not be asked.
    BreachCheckFailed = "breach_check_failed",
    /// Somebody asked for a link to choose a new password.
    PasswordResetRequested = "password_reset_requested",
    /// The owner of the mailbox chose a new password.
    PasswordReset = "password_reset",
    /// Somebody asked for the link that proves an address once more.
    VerificationRequested = "verification_requested",
    /// The address was proven.
    EmailVerified = "email_verified",
    /// A person asked for another address.
    EmailChangeRequested = "email_change_requested",
    /// The new address proved itself and took the place of the old one.
    EmailChanged = "email_changed",
    /// The owner of the old address took a change back.
    EmailChangeUndone = "email_change_undone",
    /// A session was ended from another one.
    SessionRevoked = "session_revoked",
    /// All sessions but one were ended.
    OtherSessionsRevoked = "other_sessions_revoked",
    /// An operator ended sessions.
    SessionsRevokedByOperator = "sessions_revoked_by_operator",
    /// A person took a copy of all that is kept about them.
    DataExported = "data_exported",
    /// A person wants the account gone, after the time of grace.
    DeletionScheduled = "deletion_scheduled",
    /// A person who wanted the account gone logged in again.
    DeletionCancelled = "deletion_cancelled",
    /// An operator made the account.
    AccountCreated = "account_created",
    /// An operator keeps the person out.
    AccountDisabled = "account_disabled",
    /// An operator lets the person in again.
    AccountEnabled = "account_enabled",
    /// The account is gone.
    AccountDeleted = "account_deleted",
    /// A mail could not be sent for so long that nobody tries any more.
    MailGivenUp = "mail_given_up",
}

impl EventKind {
    /// Reads what [`EventKind::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|known| known.as_str() == text)
    }
}

/// Something that happened: who, what, when and from where (OWASP ASVS 5.0, 16.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Identifies it.
    pub id: EventId,
    /// What.
    pub kind: EventKind,
    /// Whose account it is about; `None` where there is none, or nobody looked.
    pub user_id: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// From where.
    pub client: Client,
}

/// Port: hears of every event after it was committed.
///
/// An adapter can not refuse anything, MUST NOT block, and MUST leave work that takes longer
/// to a task of its own: somebody waits for their page. A process that dies between commit and
/// this call tells nobody; the store has the event.
pub trait EventSink: Send + Sync {
    /// Takes notice.
    fn emit(&self, event: &Event);
}
