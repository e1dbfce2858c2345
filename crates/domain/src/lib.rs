//! The accounts of Vestibule: what a user, a password and a session are, which
//! rules hold for them, and what the rules need from the world.
//!
//! There is no web framework, no database and no async runtime in here. What the
//! world must provide are the *ports*: [`Store`], [`PasswordHasher`], [`Clock`] and
//! [`TokenSource`]. What the world may ask for is the port [`AuthService`], and
//! [`Accounts`] is its one implementation.
//!
//! Values are parsed once, where they enter: an [`EmailAddress`] is valid, a
//! [`PlainPassword`] is normalised and never shows itself.

mod clock;
mod email;
mod error;
mod hasher;
mod housekeeping;
mod password;
mod policy;
mod secret_key;
mod service;
mod session;
mod store;
mod token_source;
mod user;

pub use clock::{Clock, Timestamp};
pub use email::{EmailAddress, InvalidEmail};
pub use error::{Causes, Unavailable};
pub use hasher::{HashingError, PasswordHasher, Verdict};
pub use housekeeping::Housekeeping;
pub use password::{PasswordHash, PasswordPolicy, PlainPassword, WeakPassword};
pub use policy::{Disclosure, Policy, SessionPolicy};
pub use secret_key::{SecretKey, UnfitKey};
pub use service::{
    Accounts, AuthService, ChangePasswordError, LogInError, LoggedIn, MayConflict, Ports,
    RegisterError,
};
pub use session::{
    Client, CurrentUser, Session, SessionId, SessionKeys, SessionRequest, SessionToken,
    SessionTokenHash,
};
pub use store::{InsertUserError, Readiness, Sessions, Store, UnitOfWork, Users};
pub use token_source::TokenSource;
pub use user::{Credential, User, UserId};
