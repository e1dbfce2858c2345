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

/// Identifies a session where people see it, in a list. It opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(Uuid);

impl SessionId {
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

/// The secret in a browser's cookie: 256 random bits.
#[derive(Clone)]
pub struct SessionToken(Secret);

impl SessionToken {
    /// A new secret.
    ///
    /// # Errors
    ///
    /// If the random number generator of the system fails.
    pub fn generate(random: &dyn TokenSource) -> Result<Self, Unavailable> {
        Secret::generate(random).map(Self)
    }

    /// Reads what [`SessionToken::expose`] wrote. Anything else is no token.
    pub fn parse(text: &str) -> Option<Self> {
        Secret::parse(text).map(Self)
    }

    /// The secret as 43 characters for a cookie.
    pub fn expose(&self) -> Zeroizing<String> {
        self.0.expose()
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// What is stored of a [`SessionToken`]: its HMAC-SHA-256. Who reads the database, or writes
/// to it, gets no session without the installation's secret key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionTokenHash([u8; 32]);

impl SessionTokenHash {
    /// Takes a hash back from where it was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash, to be stored or looked up.
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
    /// Derives them. Sessions made under `previous` stay alive; without it, another
    /// `current` ends them all.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self(MacKeys::new(current, previous, "session token"))
    }

    /// The hash under which a new session is stored.
    pub fn hash(&self, token: &SessionToken) -> SessionTokenHash {
        SessionTokenHash(self.0.mac(token.0.bytes()))
    }

    /// The hashes under which the token's session may be stored, the likeliest first.
    pub fn candidates(&self, token: &SessionToken) -> impl Iterator<Item = SessionTokenHash> {
        self.0.macs(token.0.bytes()).map(SessionTokenHash)
    }
}

/// What a login asks of its session.
#[derive(Clone, Debug, Default)]
pub struct SessionRequest {
    /// From where.
    pub client: Client,
    /// Whether the cookie shall outlive the browser. The session does not live longer.
    pub remember: bool,
    /// The session that this browser had before. It ends: one that was planted in the
    /// browser must not be there after the login (session fixation).
    pub replaces: Option<SessionToken>,
    /// What the browser sent as its [`Device`](crate::Device), if it has one.
    pub device: Option<String>,
}

/// A person's presence in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Session {
    /// Identifies the session in lists.
    pub id: SessionId,
    /// Who.
    pub user_id: UserId,
    /// Finds the session by the secret in the cookie.
    pub token: SessionTokenHash,
    /// Whether the cookie outlives the browser.
    pub remembered: bool,
    /// From where it was opened.
    pub client: Client,
    /// Since when.
    pub created_at: Timestamp,
    /// How the user authenticated in it, and when.
    pub authentications: Authentications,
    /// Last seen, with the precision of [`SessionPolicy::last_seen_precision`].
    pub last_seen_at: Timestamp,
    /// It ends then at the latest.
    pub expires_at: Timestamp,
}

with!(Session);

impl Session {
    /// A session that was opened at `created_at` by an unknown client, and that ends with the
    /// browser.
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

    /// Whether it is neither past its end nor idle for too long.
    pub fn is_alive(&self, now: Timestamp, policy: &SessionPolicy) -> bool {
        now < self.expires_at && self.last_seen_at > policy.idle_since(now)
    }
}

/// The user who makes a request, proven by a session that has not expired. It dereferences to
/// [`User`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentUser {
    /// The person.
    pub user: User,
    /// The session that proves them.
    pub session: Session,
    /// From where the request came. It need not be where the session was opened: a stolen
    /// cookie comes from elsewhere.
    pub client: Client,
    /// Whether the user authenticated a short while ago, by any method; see
    /// [`Policy::proof_lifetime`](crate::Policy::proof_lifetime).
    pub authenticated_recently: bool,
}

impl CurrentUser {
    /// The evidence that sensitive operations demand, if the user authenticated recently.
    pub fn recently_authenticated(&self) -> Option<RecentlyAuthenticated> {
        self.authenticated_recently
            .then(|| RecentlyAuthenticated(self.clone()))
    }
}

/// A user who authenticated a short while ago, by any method: evidence that sensitive operations
/// demand (OWASP ASVS 5.0, 7.5.1). It comes from [`CurrentUser::recently_authenticated`] or
/// [`AuthService::prove`](crate::AuthService::prove).
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
