//! The accounts of Vestibule: what a user, a password and a session are, which
//! rules hold for them, and what the rules need from the world.
//!
//! There is no web framework, no database and no async runtime in here. What the
//! world must provide are the *ports*: [`Store`], [`AttemptStore`], [`PasswordHasher`], [`Mailer`],
//! [`Clock`], [`TokenSource`]; for who wants them, [`BreachedPasswords`] to ask, [`EventSink`]s to
//! tell, and a host's own [`Gatekeeper`] and [`RegistrationFields`]; and [`Changes`] for who keeps
//! sessions in memory.
//!
//! What the world may ask for is the port [`AuthService`] for the life of a session, and a port for
//! each further feature: [`ChangePassword`], [`ResetPassword`], [`VerifyEmail`], [`ChangeEmail`],
//! [`ManageSessions`], [`ManageAccount`], [`Invite`] and [`OpenLinks`]. [`Accounts`] implements them
//! all. Two more work behind its back: the [`Postman`] sends the mails that wait,
//! [`Housekeeping`] clears away what time leaves behind; and [`Administration`] is for whoever runs
//! it all, and is logged in nowhere.
//!
//! Values are parsed once, where they enter: an [`EmailAddress`] is valid, a
//! [`PlainPassword`] is normalised and never shows itself.
//!
//! ```
//! use vestibule_domain::{EmailAddress, PasswordPolicy, PlainPassword};
//!
//! let email = EmailAddress::parse(" Alice@Example.com ")?;
//! assert_eq!(email.as_str(), "Alice@Example.com");
//! assert_eq!(email.canonical(), "alice@example.com"); // what makes it one account
//!
//! let password = PlainPassword::new("password1".to_owned());
//! assert_eq!(format!("{password:?}"), "PlainPassword(…)");
//! assert!(PasswordPolicy::default().check(&password, &email).is_err());
//! # Ok::<(), vestibule_domain::InvalidEmail>(())
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod administration;
mod attempt;
mod authentication;
mod breached;
mod changes;
mod client;
mod clock;
mod device;
mod email;
mod error;
mod event;
mod hasher;
mod housekeeping;
mod invitation;
mod link;
mod mail;
mod password;
mod policy;
mod postman;
mod readiness;
mod registration;
mod secret;
mod secret_key;
mod service;
mod session;
mod store;
mod string_enum;
mod token_source;
mod unit;
mod user;

pub use administration::{
    Administration, CreateError, ImportError, ImportRow, Imported, Refusal, Whose,
};
pub use attempt::{AttemptStore, Budget, BudgetKey, TooManyAttempts};
pub use authentication::{AuthMethod, Authentications};
pub use breached::BreachedPasswords;
pub use changes::{ChangeListener, Changes};
pub use client::{Client, Language};
pub use clock::{Clock, Timestamp};
pub use device::{Device, DeviceKeys};
pub use email::{EmailAddress, InvalidEmail};
pub use error::{Causes, Unavailable};
pub use event::{Event, EventId, EventKind, EventSink};
pub use hasher::{Admission, AdoptError, ForeignHashes, HashingError, PasswordHasher, Verdict};
pub use housekeeping::Housekeeping;
pub use invitation::Invitation;
pub use link::{Link, LinkKeys, LinkPurpose, LinkToken, LinkTokenHash};
pub use mail::{Letter, Mail, MailId, MailKind, Mailer, SendError};
pub use password::{PasswordHash, PasswordPolicy, PlainPassword, WeakPassword};
pub use policy::{AttemptPolicy, Disclosure, EmailVerification, Policy, SessionPolicy};
pub use postman::{Postman, SENDING_TIME};
pub use readiness::Readiness;
pub use registration::{
    FieldError, FieldValues, FieldsError, Gatekeeper, HostMessage, NewAccount, Registration,
    RegistrationFields, Veto,
};
pub use secret_key::{SecretKey, UnfitKey};
pub use service::{
    AccountExport, Accounts, AuthService, ChangeEmail, ChangePassword, ChangePasswordError,
    Deletion, ExportError, Invite, Keys, LinkError, LogInError, LoggedIn, ManageAccount,
    ManageSessions, MayConflict, MoveError, OpenLinks, OpenedLink, Ports, Proof, ProofError,
    RegisterError, Registered, RequestMailError, ResetPassword, ResetPasswordError, VerifyEmail,
    VerifyEmailError,
};
pub use session::{
    CurrentUser, RecentlyAuthenticated, Session, SessionId, SessionKeys, SessionRequest,
    SessionToken, SessionTokenHash,
};
pub use store::Store;
pub use token_source::TokenSource;
pub use unit::{
    DeleteIf, EmailError, Events, Invitations, Links, Mails, Sessions, UnitOfWork, Users,
};
pub use user::{AuthEpoch, Credential, User, UserId, VerifiedEmail};
