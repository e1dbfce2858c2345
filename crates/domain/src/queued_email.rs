use std::error::Error;

use async_trait::async_trait;
use uuid::Uuid;

use crate::{
    Client, Clock, EmailAddress, LinkPurpose, LinkToken, OneTimeTokenHash, Timestamp, TokenSource,
    Unavailable, UserId, string_enum::string_enum, user::uuid_v7,
};

/// Identifier of an email, until it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailId(Uuid);

impl EmailId {
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
    /// The type of an email.
    pub enum EmailKind {
        /// To an address that was registered: a link that proves it.
        VerifyEmail = "verify_email",
        /// To an address that has an account and was registered once more: it has one already.
        AlreadyRegistered = "already_registered",
        /// To an address whose password was forgotten: a link to choose a new one.
        ResetPassword = "reset_password",
        /// To the address that an account shall have: a link that proves it.
        ChangeEmail = "change_email",
        /// To an address that has an account and that another user asked for.
        EmailTaken = "email_taken",
        /// To the address that an account has: it shall have another one, and a link against it.
        EmailChangeRequested = "email_change_requested",
        /// To the address that an account had: it has another one.
        EmailChanged = "email_changed",
        /// The password is another one.
        PasswordChanged = "password_changed",
        /// A login came from a browser that was not seen before.
        NewBrowser = "new_browser",
        /// Many wrong passwords were tried, one after the other.
        TooManyFailures = "too_many_failures",
        /// The account will be deleted unless its user logs in.
        DeletionScheduled = "deletion_scheduled",
        /// A login cancelled the deletion of the account.
        DeletionCancelled = "deletion_cancelled",
        /// The account is gone.
        AccountDeleted = "account_deleted",
    }
}

impl EmailKind {
    /// Whether it only tells the owner of something that the account may do again and again. The
    /// emails of a change of address are none: the owner's way back begins with them.
    pub(crate) const fn is_notice(self) -> bool {
        matches!(
            self,
            Self::PasswordChanged
                | Self::NewBrowser
                | Self::DeletionScheduled
                | Self::DeletionCancelled
        )
    }

    /// Returns the purpose of the one-time link in the email, if it has one.
    pub const fn link(self) -> Option<LinkPurpose> {
        match self {
            Self::VerifyEmail => Some(LinkPurpose::VerifyEmail),
            Self::ResetPassword => Some(LinkPurpose::ResetPassword),
            Self::ChangeEmail => Some(LinkPurpose::ChangeEmail),
            Self::EmailChangeRequested => Some(LinkPurpose::UndoEmailChange),
            _ => None,
        }
    }
}

/// An email that waits to be sent. It contains neither a token nor a text: both are computed when it is
/// sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedEmail {
    /// Identifies it.
    pub id: EmailId,
    /// The type of the email.
    pub kind: EmailKind,
    /// The recipient.
    pub to: EmailAddress,
    /// The user whose account it is about. `None` if a visitor named the address: whether it has
    /// an account is not looked up before the email is sent.
    pub user_id: Option<UserId>,
    /// The other address in the matter, where there are two.
    pub other_email: Option<EmailAddress>,
    /// [`User::email_changes`](crate::User::email_changes) when a change of address
    /// was asked for; zero in other emails.
    pub email_changes: u32,
    /// From where the cause came.
    pub client: Client,
    /// When the cause was.
    pub created_at: Timestamp,
    /// The stored form of its link, once it has one.
    pub link: Option<OneTimeTokenHash>,
    /// How many attempts to send it have begun.
    pub attempts: u32,
}

/// An email, with the token of its link.
#[derive(Clone, Debug)]
pub struct OutgoingEmail {
    /// The email.
    pub email: QueuedEmail,
    /// The token of its link, if [`EmailKind::link`] says that it has one.
    pub link: Option<LinkToken>,
    /// When the account will be deleted, in [`EmailKind::DeletionScheduled`].
    pub deletion_due_at: Option<Timestamp>,
}

/// Why an email was not sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The mailbox does not exist, or the server refuses the email for good. It is not retried.
    #[error("the email is refused")]
    Refused(#[source] Box<dyn Error + Send + Sync>),
    /// The email cannot be sent now. It is retried.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: sends emails.
///
/// The mail worker calls it outside of any request, and retries for a day. An adapter MUST finish or
/// give up within [`SENDING_TIME`](crate::SENDING_TIME), because another server takes the email over
/// after twice that time, and MUST NOT send over a connection that is less protected than its operator
/// asked for.
///
/// # Examples
///
/// ```
/// use async_trait::async_trait;
/// use vestibule_domain::{EmailKind, Mailer, OutgoingEmail, SendError, Unavailable};
///
/// /// Hands emails to the HTTP API of a provider.
/// struct Provider;
///
/// impl Provider {
///     async fn post(&self, to: &str, subject: &str, link: &str) -> Result<u16, Unavailable> {
///         # Ok(202)
///         // …
///     }
/// }
///
/// #[async_trait]
/// impl Mailer for Provider {
///     async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
///         let subject = match outgoing.email.kind {
///             EmailKind::ResetPassword => "Choose a new password",
///             _ => "Your account",
///         };
///         let link = outgoing.link.as_ref().map(|token| {
///             format!("https://shop.example/reset/{}", &*token.expose())
///         });
///         let link = link.as_deref().unwrap_or_default();
///         match self.post(outgoing.email.to.canonical(), subject, link).await? {
///             200..300 => Ok(()),
///             400 => Err(SendError::Refused("the mailbox does not exist".into())),
///             _ => Err(Unavailable::new("the provider does not accept emails").into()),
///         }
///     }
/// }
/// ```
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one email.
    ///
    /// # Errors
    ///
    /// - [`SendError::Refused`]: the mailbox does not exist, or refuses the email for good. The worker
    ///   gives the email up.
    /// - [`SendError::Unavailable`]: any other failure. The worker retries.
    async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError>;
}
