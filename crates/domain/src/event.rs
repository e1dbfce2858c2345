use uuid::Uuid;

use crate::{
    Client, Clock, Timestamp, TokenSource, Unavailable, UserId, string_enum::string_enum,
    user::uuid_v7,
};

/// Identifies an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(Uuid);

impl EventId {
    /// A new identifier.
    ///
    /// # Errors
    ///
    /// If the random number generator of the system fails.
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

string_enum! {
    /// The type of an [`Event`]. No event contains a secret (OWASP ASVS 5.0, 16.2.5). New types may be
    /// added in minor releases.
    #[non_exhaustive]
    pub enum EventKind {
        /// An address that had no account was registered.
        Registered = "registered",
        /// An address that has an account was registered again; the answer did not tell.
        RegistrationRepeated = "registration_repeated",
        /// An invitation to register was made.
        Invited = "invited",
        /// A session began.
        LoggedIn = "logged_in",
        /// Address and password did not belong together.
        LoginFailed = "login_failed",
        /// The right password was entered, and the account is disabled, its address is not verified, or
        /// the application refused the login.
        LoginRefused = "login_refused",
        /// The right password was entered, and the login waits for a further step.
        LoginPending = "login_pending",
        /// The right password was entered, and the answer of a further step was wrong.
        SecondFactorFailed = "second_factor_failed",
        /// So many passwords were tried for an address that no more are, for a while.
        LoginsLimited = "logins_limited",
        /// A session was ended by its own browser.
        LoggedOut = "logged_out",
        /// The password was proven once more within a session.
        PasswordConfirmed = "password_confirmed",
        /// The password was changed with the current one.
        PasswordChanged = "password_changed",
        /// A password was chosen, and the service that knows leaked ones did not answer.
        BreachCheckFailed = "breach_check_failed",
        /// A password reset link was requested.
        PasswordResetRequested = "password_reset_requested",
        /// The owner of the mailbox chose a new password.
        PasswordReset = "password_reset",
        /// The link that verifies an address was requested once more.
        VerificationRequested = "verification_requested",
        /// The address was proven.
        EmailVerified = "email_verified",
        /// The user asked for another address.
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
        /// The user took a copy of all that is kept about them.
        DataExported = "data_exported",
        /// The user asked for the deletion of the account, after the grace period.
        DeletionScheduled = "deletion_scheduled",
        /// A login cancelled the deletion of the account.
        DeletionCancelled = "deletion_cancelled",
        /// An operator made the account.
        AccountCreated = "account_created",
        /// An operator disabled the account.
        AccountDisabled = "account_disabled",
        /// An operator enabled the account again.
        AccountEnabled = "account_enabled",
        /// The account is gone.
        AccountDeleted = "account_deleted",
        /// An email could not be sent for so long that it was given up.
        EmailUndeliverable = "email_undeliverable",
    }
}

/// An account event: its user, type, time and client (OWASP ASVS 5.0, 16.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The identifier of the event.
    pub id: EventId,
    /// The type of the event.
    pub kind: EventKind,
    /// The user whose account it is about; `None` if there is none, or it was not looked up.
    pub user_id: Option<UserId>,
    /// The time of the event.
    pub at: Timestamp,
    /// The client whose request caused the event.
    pub client: Client,
}

/// Port: receives every event after its transaction was committed.
///
/// An adapter cannot refuse an operation. It MUST NOT block, and MUST leave work that takes longer
/// to a task of its own, because a client waits for its answer. If the process crashes between commit
/// and this call, no sink receives the event; the store has it.
///
/// # Examples
///
/// A sink that hands events to a task, which calls a webhook or writes to a security log:
///
/// ```
/// use std::sync::mpsc::{SyncSender, sync_channel};
/// use vestibule_domain::{Event, EventKind, EventSink};
///
/// struct NewUsers(SyncSender<Event>);
///
/// impl EventSink for NewUsers {
///     fn emit(&self, event: &Event) {
///         if event.kind == EventKind::Registered {
///             let _ = self.0.try_send(event.clone()); // a full queue drops the event
///         }
///     }
/// }
///
/// let (queue, events) = sync_channel(100);
/// let sink = NewUsers(queue);
/// ```
pub trait EventSink: Send + Sync {
    /// Receives one event.
    fn emit(&self, event: &Event);
}
