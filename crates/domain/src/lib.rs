//! The core of Vestibule: users, sessions, passwords, the rules of accounts, and the ports that they need.
//!
//! It uses no web framework, no database and no async runtime. Depend on this crate directly if you write an
//! adapter; applications use `vestibule::domain`.
//!
//! - [`Accounts`] implements the operations: [`AuthService`] is the life of a session, and each further feature has
//!   a trait: [`ChangePassword`], [`ResetPassword`], [`VerifyEmail`], [`ChangeEmail`],
//!   [`ManageSessions`], [`ManageAccount`], [`Invite`] and [`OpenLinks`].
//! - [`Administration`] has the operations of an operator, who needs no session.
//! - [`MailWorker`] sends emails, and [`PurgeTask`] deletes expired rows, in background tasks.
//! - The required ports are [`Store`], [`AttemptStore`], [`PasswordHasher`], [`Mailer`], [`Clock`] and
//!   [`TokenSource`]. The optional ones are [`BreachedPasswords`], [`EventSink`], [`SecondFactor`],
//!   [`AccessPolicy`], [`RegistrationFields`] and [`Changes`]. [`Ports`] holds them.
//!
//! Values are parsed once, where they enter: an [`EmailAddress`] is valid, a
//! [`PlainPassword`] is normalized (Unicode NFC) and never printed.
//!
//! ```
//! use vestibule_domain::{EmailAddress, PasswordPolicy, PlainPassword};
//!
//! let email = EmailAddress::parse(" Alice@Example.com ")?;
//! assert_eq!(email.as_str(), "Alice@Example.com");
//! assert_eq!(email.canonical(), "alice@example.com"); // two spellings are one account
//!
//! let password = PlainPassword::new("password1".to_owned());
//! assert_eq!(format!("{password:?}"), "PlainPassword(…)");
//! assert!(PasswordPolicy::default().check(&password, &email).is_err());
//! # Ok::<(), vestibule_domain::InvalidEmail>(())
//! ```
//!
//! Next: `docs/BUILDING-ON-IT.md` shows a program on the core, and the crate `vestibule-contract` tests adapters.

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
mod invitation;
mod link;
mod mail_worker;
mod one_time_token;
mod password;
mod pending_login;
mod policy;
mod purge_task;
mod queued_email;
mod readiness;
mod registration;
mod second_factor;
mod secret;
mod secret_key;
mod service;
mod session;
mod store;
mod string_enum;
mod token_source;
mod unit;
mod user;
mod with;

pub use administration::{
    Administration, CreateError, ImportError, ImportRow, Imported, Refusal, UserRef,
};
pub use attempt::{AttemptStore, RateLimit, RateLimitKey, TooManyAttempts};
pub use authentication::{AuthMethod, Authentications};
pub use breached::BreachedPasswords;
pub use changes::{ChangeListener, Changes};
pub use client::{Client, Language};
pub use clock::{Clock, Timestamp};
pub use device::{Device, DeviceKeys};
pub use email::{EmailAddress, InvalidEmail};
pub use error::{ErrorChain, Unavailable};
pub use event::{Event, EventId, EventKind, EventSink};
pub use hasher::{Admission, AdoptError, ForeignHashes, HashingError, PasswordHasher, Verdict};
pub use invitation::Invitation;
pub use link::{Link, LinkKeys, LinkPurpose, LinkToken};
pub use mail_worker::{MailWorker, SENDING_TIME};
pub use one_time_token::{OneTimeToken, OneTimeTokenHash, TokenPayload, TokenPurpose};
pub use password::{PasswordHash, PasswordPolicy, PlainPassword, WeakPassword};
pub use pending_login::{FurtherStep, PendingLogin, PendingLoginToken};
pub use policy::{AttemptPolicy, Disclosure, EmailVerification, Policy, SessionPolicy};
pub use purge_task::PurgeTask;
pub use queued_email::{EmailId, EmailKind, Mailer, OutgoingEmail, QueuedEmail, SendError};
pub use readiness::Readiness;
pub use registration::{
    AccessDenied, AccessPolicy, FieldError, FieldValues, FieldsError, HostMessage, NewAccount,
    Registration, RegistrationFields,
};
pub use second_factor::{FactorAnswer, SecondFactor};
pub use secret_key::{InvalidKey, SecretKey};
pub use service::{
    AccountExport, Accounts, AuthService, ChangeEmail, ChangePassword, ChangePasswordError,
    ContinueLoginError, Deletion, ExportError, Invite, Keys, LinkError, LoggedIn, Login,
    LoginError, ManageAccount, ManageSessions, MayConflict, MoveError, OpenLinks, OpenedLink,
    Ports, Proof, ProofError, RegisterError, Registered, RequestEmailError, ResetPassword,
    ResetPasswordError, VerifyEmail, VerifyEmailError,
};
pub use session::{
    CurrentUser, RecentlyAuthenticated, Session, SessionId, SessionKeys, SessionRequest,
    SessionToken, SessionTokenHash,
};
pub use store::{Store, StoredEmails, StoredEvents, StoredSessions, StoredTokens, StoredUsers};
pub use token_source::TokenSource;
pub use unit::{DeleteIf, EmailError, Emails, Events, Sessions, Tokens, UnitOfWork, Users};
pub use user::{AuthEpoch, Credential, User, UserId, VerifiedEmail};
