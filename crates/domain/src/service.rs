use crate::{CurrentUser, FurtherStep, SessionToken, Unavailable};

mod account;
mod accounts;
mod application;
mod attempts;
mod auth;
mod authenticate;
mod change_email;
mod change_password;
mod continue_login;
mod devices;
mod invitations;
mod links;
mod login;
mod new_password;
mod proof;
mod register;
mod repeats;
mod reset_password;
mod retry;
mod ring;
mod sessions;
mod verify_email;
mod work;

pub use account::{AccountExport, Deletion, ExportError, ManageAccount};
pub use accounts::{Accounts, Keys, Ports};
pub use auth::AuthService;
pub use change_email::{ChangeEmail, MoveError};
pub use change_password::{ChangePassword, ChangePasswordError};
pub use continue_login::ContinueLoginError;
pub use invitations::Invite;
pub use links::{LinkError, OpenLinks, OpenedLink};
pub use login::LoginError;
pub use proof::{Proof, ProofError};
pub use register::{RegisterError, Registered};
pub use reset_password::{RequestEmailError, ResetPassword, ResetPasswordError};
pub use sessions::ManageSessions;
pub use verify_email::{VerifyEmail, VerifyEmailError};

/// A session that was just opened, with the only copy of its secret.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// The user, and their session.
    pub current: CurrentUser,
    /// The secret for the browser.
    pub token: SessionToken,
    /// What the browser is to send as its [`Device`](crate::Device) from now on, if that
    /// changed.
    pub device: Option<String>,
    /// Whether the account was due for deletion, which this login cancelled.
    pub cancelled_deletion: bool,
}

/// The outcome of a login whose first step succeeded.
#[derive(Clone, Debug)]
pub enum Login {
    /// The session is open.
    LoggedIn(Box<LoggedIn>),
    /// There is no session yet: the user authenticates by a further method.
    Pending(FurtherStep),
}

impl Login {
    /// The session, unless the login waits for a further step.
    pub fn logged_in(self) -> Option<LoggedIn> {
        match self {
            Self::LoggedIn(logged_in) => Some(*logged_in),
            Self::Pending(_) => None,
        }
    }
}

/// An error of an operation that may be a conflict; see [`Unavailable::is_conflict`].
pub trait MayConflict {
    /// Whether the whole operation may be retried.
    fn is_conflict(&self) -> bool;
}

impl MayConflict for Unavailable {
    fn is_conflict(&self) -> bool {
        self.is_conflict()
    }
}
