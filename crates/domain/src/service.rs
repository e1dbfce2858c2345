use std::time::Duration;

use async_trait::async_trait;

use crate::{
    Client, CurrentUser, EmailAddress, Event, Invitation, LinkPurpose, LinkToken, NewAccount,
    PlainPassword, Session, SessionId, SessionRequest, SessionToken, Unavailable, UserId,
};

mod account;
mod accounts;
mod attempts;
mod authenticate;
mod change_email;
mod change_password;
mod confirm_password;
mod devices;
mod hosts;
mod invitations;
mod links;
mod log_in;
mod log_out;
mod new_password;
mod register;
mod repeats;
mod reset_password;
mod ring;
mod sessions;
mod verify_email;
mod work;

pub use account::{AccountExport, Deletion, ExportError};
pub use accounts::{Accounts, Keys, Ports};
pub use change_email::MoveError;
pub use change_password::ChangePasswordError;
pub use confirm_password::ConfirmPasswordError;
pub use links::{LinkError, OpenedLink};
pub use log_in::LogInError;
pub use register::{RegisterError, Registered};
pub use reset_password::{RequestMailError, ResetPasswordError};
pub use verify_email::VerifyEmailError;

/// Port: what can be asked of accounts. The web pages hold nothing else, so that a host may
/// decorate or replace it.
#[async_trait]
pub trait AuthService: Send + Sync {
    /// Creates an account and, where the address needs no proof first, opens its first session.
    async fn register(
        &self,
        account: NewAccount,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError>;

    /// Makes an invitation, for one address or for any. `by` is the user who invites, if it is
    /// one.
    async fn invite(
        &self,
        email: Option<EmailAddress>,
        lifetime: Duration,
        by: Option<UserId>,
        client: &Client,
    ) -> Result<LinkToken, Unavailable>;

    /// The invitation with this secret, if it still works. To look uses nothing up.
    async fn open_invitation(&self, token: &LinkToken) -> Result<Option<Invitation>, Unavailable>;

    /// Opens a session for whoever knows the password. It spends the same work on an address
    /// without an account. A deletion that is due is cancelled by it.
    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError>;

    /// Who holds this token, if its session is alive, and from where they ask.
    async fn authenticate(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<Option<CurrentUser>, Unavailable>;

    /// Ends the token's session. Without one nothing happens.
    async fn log_out(&self, token: &SessionToken, client: &Client) -> Result<(), Unavailable>;

    /// Proves the password within a session, for pages where much is at stake; the session goes
    /// on under a new token.
    async fn confirm_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<LoggedIn, ConfirmPasswordError>;

    /// Replaces the password and ends all sessions; the one that asks goes on under a new
    /// token.
    async fn change_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError>;

    /// Asks for a mail with a link to choose a new password. For every address it is the same
    /// work and the same answer.
    async fn request_password_reset(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestMailError>;

    /// Chooses a new password by a mailed link, which proves the address too. All sessions and
    /// other links end. Gives what the browser is to send as its [`Device`](crate::Device), which
    /// it sends now as `device`, from now on.
    async fn reset_password(
        &self,
        token: &LinkToken,
        new: PlainPassword,
        client: &Client,
        device: Option<&str>,
    ) -> Result<String, ResetPasswordError>;

    /// Looks whether a link works for one of the purposes, and uses nothing up.
    async fn open_link(
        &self,
        token: &LinkToken,
        purposes: &[LinkPurpose],
    ) -> Result<OpenedLink, LinkError>;

    /// Asks for another mail that proves the address. For every address it is the same work and
    /// the same answer.
    async fn request_verification(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestMailError>;

    /// Proves the address of whoever is logged in.
    async fn verify_email(
        &self,
        by: &CurrentUser,
        token: &LinkToken,
    ) -> Result<(), VerifyEmailError>;

    /// Proves the address of whoever knows the password too, and opens a session.
    async fn verify_email_and_log_in(
        &self,
        token: &LinkToken,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, VerifyEmailError>;

    /// Deletes an account that somebody else made with the address of whoever has the link, as
    /// long as that was never proven.
    async fn disown_account(&self, token: &LinkToken, client: &Client) -> Result<(), LinkError>;

    /// Asks for another address. It becomes the person's when it has proven itself.
    async fn change_email(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: &EmailAddress,
    ) -> Result<(), ConfirmPasswordError>;

    /// Gives the account the address that the link proves.
    async fn confirm_email_change(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError>;

    /// Gives the account the address back that it had. All sessions end, and the password is
    /// worth nothing any more; a mail lets the owner choose another.
    async fn undo_email_change(&self, token: &LinkToken, client: &Client) -> Result<(), MoveError>;

    /// The user's living sessions, the latest seen first: of the `limit` that were seen last, and
    /// the present one in any case.
    async fn list_sessions(
        &self,
        by: &CurrentUser,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable>;

    /// Ends one of the user's sessions, and tells whether there was one. Other people's
    /// sessions are out of reach.
    async fn revoke_session(
        &self,
        by: &CurrentUser,
        session: SessionId,
    ) -> Result<bool, Unavailable>;

    /// Ends all of the user's sessions but the one that asks, and tells how many there were.
    async fn revoke_other_sessions(&self, by: &CurrentUser) -> Result<u64, Unavailable>;

    /// What happened around the user's account, the latest first, at most `limit` of it.
    async fn list_events(&self, by: &CurrentUser, limit: u32) -> Result<Vec<Event>, Unavailable>;

    /// All that is kept about the user, secrets aside.
    async fn export_account(&self, by: &CurrentUser) -> Result<AccountExport, ExportError>;

    /// Deletes the account, at once or after the time of grace. All sessions end in either case.
    async fn delete_account(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<Deletion, ConfirmPasswordError>;
}

/// A session that was just opened, with the only copy of its secret.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// Who, and their session.
    pub current: CurrentUser,
    /// The secret for the browser.
    pub token: SessionToken,
    /// What the browser is to send as its [`Device`](crate::Device) from now on, if that
    /// changed.
    pub device: Option<String>,
    /// Whether the account was due for deletion, which this login cancelled.
    pub cancelled_deletion: bool,
}

/// An error of an intention that may be nobody's fault; see [`Unavailable::is_conflict`].
pub trait MayConflict {
    /// Whether the whole intention may be tried again.
    fn is_conflict(&self) -> bool;
}

impl MayConflict for Unavailable {
    fn is_conflict(&self) -> bool {
        self.is_conflict()
    }
}
