use std::ops::Deref;

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Authentications, Client, Clock, SecretKey, SessionPolicy, Timestamp, TokenSource, Unavailable,
    User, UserId,
    secret::{MacKeys, Secret},
    user::uuid_v7,
    with::with,
};

/// Session identifier, as shown in lists. It is not a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(Uuid);

impl SessionId {
    /// Returns a new identifier.
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

/// Session token: 256 random bits, in the cookie of a browser (OWASP ASVS 5.0, 7.2.3).
#[derive(Clone)]
pub struct SessionToken(Secret);

impl SessionToken {
    /// Returns a new token.
    ///
    /// # Errors
    ///
    /// If the random number generator of the system fails.
    pub fn generate(random: &dyn TokenSource) -> Result<Self, Unavailable> {
        Secret::generate(random).map(Self)
    }

    /// Parses the text of [`SessionToken::expose`]. Other text is not a token.
    pub fn parse(text: &str) -> Option<Self> {
        Secret::parse(text).map(Self)
    }

    /// Returns the token as 43 characters for a cookie.
    pub fn expose(&self) -> Zeroizing<String> {
        self.0.expose()
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// The stored form of a [`SessionToken`]: its HMAC-SHA-256. An attacker who can read or write the
/// database gets no session without the secret key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionTokenHash([u8; 32]);

impl SessionTokenHash {
    /// Creates a hash from its stored bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes, to be stored or looked up.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for SessionTokenHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionTokenHash(…)")
    }
}

/// The keys that turn a [`SessionToken`] into its [`SessionTokenHash`].
pub struct SessionKeys(MacKeys);

impl SessionKeys {
    /// Derives the keys. Sessions of the `previous` key stay valid; without it, a new
    /// `current` key invalidates all sessions.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self(MacKeys::new(current, previous, "session token"))
    }

    /// Returns the hash under which a new session is stored.
    pub fn hash(&self, token: &SessionToken) -> SessionTokenHash {
        SessionTokenHash(self.0.mac(token.0.bytes()))
    }

    /// Returns the hashes under which the session may be stored, that of the current key first.
    pub fn candidates(&self, token: &SessionToken) -> impl Iterator<Item = SessionTokenHash> {
        self.0.macs(token.0.bytes()).map(SessionTokenHash)
    }
}

/// The request that opens a session.
#[derive(Clone, Debug, Default)]
pub struct SessionRequest {
    /// The client of the request.
    pub client: Client,
    /// Whether the cookie is persistent. The lifetime of the session is the same.
    pub remember: bool,
    /// The previous session of this browser. The login revokes it, so that a planted session does not
    /// survive (session fixation, OWASP ASVS 5.0, 7.2.4).
    pub replaces: Option<SessionToken>,
    /// The cookie of a known browser ([`Device`](crate::Device)), if the request has one.
    pub device: Option<String>,
}

/// The session of a user in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Session {
    /// The identifier, for lists.
    pub id: SessionId,
    /// The user.
    pub user_id: UserId,
    /// The hash of the token in the cookie.
    pub token: SessionTokenHash,
    /// Whether the cookie is persistent.
    pub remembered: bool,
    /// The client that opened it.
    pub client: Client,
    /// The time of the login.
    pub created_at: Timestamp,
    /// How the user authenticated in it, and when.
    pub authentications: Authentications,
    /// The time of last use, with the precision of [`SessionPolicy::last_seen_precision`].
    pub last_seen_at: Timestamp,
    /// The session expires at this time at the latest.
    pub expires_at: Timestamp,
}

with!(Session);

impl Session {
    /// Creates a session that an unknown client opened at `created_at`, with a cookie that is not
    /// persistent.
    pub fn new(
        id: SessionId,
        user_id: UserId,
        token: SessionTokenHash,
        authentications: Authentications,
        created_at: Timestamp,
        expires_at: Timestamp,
    ) -> Self {
        Self {
            id,
            user_id,
            token,
            remembered: false,
            client: Client::default(),
            created_at,
            authentications,
            last_seen_at: created_at,
            expires_at,
        }
    }

    /// Returns whether the session has neither ended nor been idle for too long.
    pub fn is_valid(&self, now: Timestamp, policy: &SessionPolicy) -> bool {
        now < self.expires_at && self.last_seen_at > policy.idle_since(now)
    }
}

/// The user of a request, authenticated by a session that has not expired. It dereferences to [`User`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentUser {
    /// The user.
    pub user: User,
    /// The session of the request.
    pub session: Session,
    /// The client of the request. It may differ from the client that opened the session.
    pub client: Client,
    /// Whether the user has a recent login, by any method; see
    /// [`Policy::proof_lifetime`](crate::Policy::proof_lifetime).
    pub authenticated_recently: bool,
}

impl CurrentUser {
    /// Returns the evidence that sensitive operations require, if the user has a recent login.
    pub fn recently_authenticated(&self) -> Option<RecentlyAuthenticated> {
        self.authenticated_recently
            .then(|| RecentlyAuthenticated(self.clone()))
    }
}

/// A user with a recent login, by any method: the evidence that sensitive operations
/// require (OWASP ASVS 5.0, 7.5.1). It comes from [`CurrentUser::recently_authenticated`] or
/// [`AuthService::reauthenticate_once`](crate::AuthService::reauthenticate_once).
#[derive(Clone, Debug)]
pub struct RecentlyAuthenticated(pub(crate) CurrentUser);

impl Deref for RecentlyAuthenticated {
    type Target = CurrentUser;

    fn deref(&self) -> &CurrentUser {
        &self.0
    }
}

impl Deref for CurrentUser {
    type Target = User;

    fn deref(&self) -> &User {
        &self.user
    }
}
