use uuid::Uuid;

use crate::{Clock, EmailAddress, PasswordHash, Timestamp, TokenSource, Unavailable, with::with};

/// User identifier: a UUID version 7 (RFC 9562), so that new rows are neighbors in an index. It is not
/// a secret, and not a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserId(Uuid);

impl UserId {
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

impl std::fmt::Display for UserId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

pub(crate) fn uuid_v7(clock: &dyn Clock, random: &dyn TokenSource) -> Result<Uuid, Unavailable> {
    let mut bytes = [0; 10];
    random.fill(&mut bytes)?;
    let millis = u64::try_from(clock.now().unix_seconds())
        .unwrap_or(0)
        .saturating_mul(1000);
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
}

/// A verified address: its user proved to receive email there. It is another type than
/// [`EmailAddress`], which any client can claim; only a used link creates one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedEmail {
    address: EmailAddress,
    at: Timestamp,
}

impl VerifiedEmail {
    pub(crate) fn proven(address: EmailAddress, at: Timestamp) -> Self {
        Self { address, at }
    }

    /// The address.
    pub fn address(&self) -> &EmailAddress {
        &self.address
    }

    /// When it was proven.
    pub fn verified_at(&self) -> Timestamp {
        self.at
    }
}

/// A user, without the password hash.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct User {
    /// Identifies the user.
    pub id: UserId,
    /// How the user is addressed, and what they log in with.
    pub email: EmailAddress,
    /// When the user verified [`User::email`]; `None` until then.
    pub email_verified_at: Option<Timestamp>,
    /// When the present password was chosen.
    pub password_changed_at: Timestamp,
    /// When the user registered.
    pub created_at: Timestamp,
    /// When the account will be deleted, if the user asked for it and does not log in before.
    pub deletion_due_at: Option<Timestamp>,
    /// Since when the account is disabled; `None` if it is not.
    pub disabled_at: Option<Timestamp>,
    /// The version of what proves the user.
    pub auth_epoch: AuthEpoch,
    /// How often the account got another email address. It orders changes that happen within
    /// one second: an undo ends the undo links of later changes, and no earlier one.
    pub email_changes: u32,
}

with!(User);

impl User {
    /// A user as right after the registration: the address is not verified.
    pub fn new(id: UserId, email: EmailAddress, created_at: Timestamp) -> Self {
        Self {
            id,
            email,
            email_verified_at: None,
            password_changed_at: created_at,
            created_at,
            deletion_due_at: None,
            disabled_at: None,
            auth_epoch: AuthEpoch::FIRST,
            email_changes: 0,
        }
    }

    /// The address, if the user proved it.
    pub fn verified_email(&self) -> Option<VerifiedEmail> {
        let address = || self.email.clone();
        self.email_verified_at
            .map(|at| VerifiedEmail::proven(address(), at))
    }
}

/// The version of everything that proves a user: password, email address, second factors, and that
/// no operator disabled the account.
///
/// The store raises it within each statement that changes one of these, and never when it only
/// renews a hash. A session is inserted only if the version that was proven is still the stored one,
/// so that a login cannot overtake such a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuthEpoch(u32);

impl AuthEpoch {
    /// The version of a new account.
    pub const FIRST: Self = Self(0);

    /// Takes a version back from where it was stored.
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The version, to be stored.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Returns the version after one more change.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// A user with what proves them: only logins and changes of a credential see it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credential {
    /// The user.
    pub user: User,
    /// The stored hash; [`PasswordHash::unusable`] for users without a password.
    pub password: PasswordHash,
    /// How many wrong passwords were tried since the last correct one.
    pub failures: u32,
    /// The epoch of known browsers, raised by each password reset: browsers that were known before
    /// become unknown.
    pub device_epoch: u32,
}

with!(Credential);

impl Credential {
    /// That of a new account.
    pub fn new(user: User, password: PasswordHash) -> Self {
        Self {
            user,
            password,
            failures: 0,
            device_epoch: 0,
        }
    }
}
