use uuid::Uuid;

use crate::{Clock, EmailAddress, PasswordHash, Timestamp, TokenSource, Unavailable};

/// Identifies a user for ever: a UUID version 7 (RFC 9562), so that new rows are
/// neighbours in an index. It is no secret and proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserId(Uuid);

impl UserId {
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

/// A person with an account. Their password hash is never part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Identifies the user.
    pub id: UserId,
    /// How the user is addressed, and what they log in with.
    pub email: EmailAddress,
    /// When the user proved to receive mail at [`User::email`]; `None` until then.
    pub email_verified_at: Option<Timestamp>,
    /// When the present password was chosen.
    pub password_changed_at: Timestamp,
    /// When the user registered.
    pub created_at: Timestamp,
}

/// A user with the hash that proves them: only log-in and a change of password see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Whose it is.
    pub user: User,
    /// The stored hash.
    pub password: PasswordHash,
}
