use std::{net::IpAddr, ops::Deref};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    Clock, SecretKey, SessionPolicy, Timestamp, TokenSource, Unavailable, User, UserId,
    user::uuid_v7,
};

/// Identifies a session where people see it, in a list. It opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(Uuid);

impl SessionId {
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

/// The secret in a browser's cookie: 256 random bits (OWASP ASVS 5.0, 7.2.3 asks for 128).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SessionToken([u8; 32]);

impl SessionToken {
    /// A new secret.
    pub fn generate(random: &dyn TokenSource) -> Result<Self, Unavailable> {
        let mut token = Self([0; 32]);
        random.fill(&mut token.0)?;
        Ok(token)
    }

    /// Reads what [`SessionToken::expose`] wrote. Anything else is no token.
    pub fn parse(text: &str) -> Option<Self> {
        let mut token = Self([0; 32]);
        let length = BASE64_URL_SAFE_NO_PAD
            .decode_slice(text, &mut token.0)
            .ok()?;
        (length == token.0.len()).then_some(token)
    }

    /// The secret as 43 characters for a cookie (base64url, RFC 4648).
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(self.0))
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
pub struct SessionKeys {
    current: Zeroizing<[u8; 64]>,
    previous: Option<Zeroizing<[u8; 64]>>,
}

impl SessionKeys {
    const PURPOSE: &str = "session token";

    /// Derives them. Sessions made under `previous` stay alive; without it, another
    /// `current` ends them all.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self {
            current: current.derive(Self::PURPOSE),
            previous: previous.map(|key| key.derive(Self::PURPOSE)),
        }
    }

    /// The hash under which a new session is stored.
    pub fn hash(&self, token: &SessionToken) -> SessionTokenHash {
        keyed_hash(&self.current, token)
    }

    /// The hashes under which the token's session may be stored, the likeliest first.
    pub fn candidates(&self, token: &SessionToken) -> impl Iterator<Item = SessionTokenHash> {
        std::iter::once(&self.current)
            .chain(&self.previous)
            .map(|key| keyed_hash(key, token))
    }
}

fn keyed_hash(key: &[u8; 64], token: &SessionToken) -> SessionTokenHash {
    let mut mac = Hmac::<Sha256>::new(key.into());
    mac.update(&token.0);
    SessionTokenHash(mac.finalize().into_bytes().into())
}

/// From where somebody uses a session, for the person to recognise it. Both are claims of
/// the other side and prove nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The address that the connection came from.
    pub address: Option<IpAddr>,
    /// What the browser calls itself; at most [`Client::AGENT_CHARS`] characters.
    pub agent: Option<String>,
}

impl Client {
    /// A browser's name for itself is kept up to this length.
    pub const AGENT_CHARS: usize = 255;

    /// Cuts the agent to what is kept of it, without control characters.
    pub fn new(address: Option<IpAddr>, agent: Option<&str>) -> Self {
        let kept = |agent: &str| {
            agent
                .chars()
                .filter(|c| !c.is_control())
                .take(Self::AGENT_CHARS)
                .collect()
        };
        Self {
            address,
            agent: agent.map(kept),
        }
    }
}

/// What whoever logs in wants from the session.
#[derive(Clone, Debug, Default)]
pub struct SessionRequest {
    /// From where.
    pub client: Client,
    /// Whether the cookie shall outlive the browser. The session does not live longer.
    pub remember: bool,
    /// The session that this browser had before. It ends: one that was planted in the
    /// browser must not be there after the log-in (session fixation).
    pub replaces: Option<SessionToken>,
}

/// A person's presence in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Last seen, with the precision of [`SessionPolicy::last_seen_precision`].
    pub last_seen_at: Timestamp,
    /// It ends then at the latest.
    pub expires_at: Timestamp,
}

impl Session {
    /// Whether it is neither past its end nor idle for too long.
    pub fn is_alive(&self, now: Timestamp, policy: &SessionPolicy) -> bool {
        now < self.expires_at && now.since(self.last_seen_at) < policy.idle
    }
}

/// Whoever makes a request, proven by a living session. It can be read as the [`User`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentUser {
    /// The person.
    pub user: User,
    /// The session that proves them.
    pub session: Session,
}

impl Deref for CurrentUser {
    type Target = User;

    fn deref(&self) -> &User {
        &self.user
    }
}
