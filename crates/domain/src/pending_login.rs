use std::time::Duration;

use zeroize::Zeroizing;

use crate::{
    AuthEpoch, AuthMethod, Authentications, OneTimeTokenHash, SecretKey, Timestamp, TokenSource,
    Unavailable, UserId,
    secret::{MacKeys, Secret},
};

/// The token of a pending login: 256 bits, for one use. It is no session, and works only for
/// [`AuthService::continue_login`](crate::AuthService::continue_login).
#[derive(Clone)]
pub struct PendingLoginToken(Secret);

impl PendingLoginToken {
    /// Generates a new secret.
    ///
    /// # Errors
    ///
    /// The source of random bytes does not answer.
    pub fn generate(random: &dyn TokenSource) -> Result<Self, Unavailable> {
        Secret::generate(random).map(Self)
    }

    /// Parses the text of [`PendingLoginToken::expose`]. Other text is not a token.
    pub fn parse(text: &str) -> Option<Self> {
        Secret::parse(text).map(Self)
    }

    /// The secret as 43 characters for the client.
    pub fn expose(&self) -> Zeroizing<String> {
        self.0.expose()
    }
}

impl std::fmt::Debug for PendingLoginToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PendingLoginToken(…)")
    }
}

/// A login that waits for a further step, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingLogin {
    /// Finds it by its secret.
    pub token: OneTimeTokenHash,
    /// The user who logs in.
    pub user_id: UserId,
    /// The version of the credential that was proven. At another one it is useless.
    pub proven: AuthEpoch,
    /// How the user authenticated so far.
    pub authentications: Authentications,
    /// See [`SessionRequest::remember`](crate::SessionRequest::remember).
    pub remember: bool,
    /// When the first step was done.
    pub created_at: Timestamp,
    /// It can be continued before then.
    pub expires_at: Timestamp,
}

impl PendingLogin {
    /// How long a login waits for its next step: long enough to find a device. Ten minutes.
    pub const LIFETIME: Duration = Duration::from_secs(10 * 60);

    /// So many logins of one user wait at a time. A further one replaces the oldest.
    pub const PER_USER: u32 = 5;

    /// Whether it has not expired.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}

/// What a client needs to continue a login.
#[derive(Clone, Debug)]
pub struct FurtherStep {
    /// The only copy of the secret.
    pub token: PendingLoginToken,
    /// The methods that the user set up. One of them is needed.
    pub methods: Vec<AuthMethod>,
    /// The login can be continued before then.
    pub expires_at: Timestamp,
}

/// The keys that turn a [`PendingLoginToken`] into the hash under which it is stored.
pub(crate) struct PendingLoginKeys(MacKeys);

impl PendingLoginKeys {
    pub(crate) fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self(MacKeys::new(current, previous, "pending login"))
    }

    pub(crate) fn hash(&self, token: &PendingLoginToken) -> OneTimeTokenHash {
        OneTimeTokenHash::from_bytes(self.0.mac(token.0.bytes()))
    }

    /// The hashes under which it may be stored, the likeliest first.
    pub(crate) fn candidates(
        &self,
        token: &PendingLoginToken,
    ) -> impl Iterator<Item = OneTimeTokenHash> {
        let macs = self.0.macs(token.0.bytes());
        macs.map(OneTimeTokenHash::from_bytes)
    }
}
