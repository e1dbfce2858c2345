use std::time::Duration;

use zeroize::Zeroizing;

use crate::{
    EmailAddress, EmailId, OneTimeTokenHash, SecretKey, Timestamp, TokenSource, Unavailable,
    UserId, VerifiedEmail,
    secret::{MacKeys, Secret},
    string_enum::string_enum,
};

/// The token of an emailed link: 256 bits, for one use (OWASP ASVS 5.0, 6.5.1 and 6.5.3).
#[derive(Clone)]
pub struct LinkToken(Secret);

impl LinkToken {
    /// Returns a new token.
    ///
    /// # Errors
    ///
    /// If the random number generator of the system fails.
    pub fn generate(random: &dyn TokenSource) -> Result<Self, Unavailable> {
        Secret::generate(random).map(Self)
    }

    /// Parses the text of [`LinkToken::expose`]. Other text is not a token.
    pub fn parse(text: &str) -> Option<Self> {
        Secret::parse(text).map(Self)
    }

    /// Returns the token as 43 characters for a URL.
    pub fn expose(&self) -> Zeroizing<String> {
        self.0.expose()
    }
}

impl std::fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

string_enum! {
    /// The purpose of an emailed link. The link works for this purpose only (OWASP ASVS 5.0, 6.6.2).
    pub enum LinkPurpose {
        /// Verifies the address of a new account.
        VerifyEmail = "verify_email",
        /// Lets the owner of the mailbox choose a new password.
        ResetPassword = "reset_password",
        /// Verifies the new address of an account.
        ChangeEmail = "change_email",
        /// Undoes a change of address.
        UndoEmailChange = "undo_email_change",
    }
}

impl LinkPurpose {
    /// Returns how long a link works after its email was sent.
    pub const fn lifetime(self) -> Duration {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        match self {
            // It opens the account to later readers of the mailbox: at a shared computer, in a
            // backup, as the next owner of the address.
            Self::ResetPassword => HOUR,
            // Users read email in the evening; the link alone opens nothing.
            Self::VerifyEmail | Self::ChangeEmail => HOUR.saturating_mul(24),
            // A change of address by an attacker on a Friday is noticed on Monday.
            Self::UndoEmailChange => HOUR.saturating_mul(72),
        }
    }
}

/// A link that was emailed and not used yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Finds the link by the secret in it.
    pub token: OneTimeTokenHash,
    /// The purpose of the link.
    pub purpose: LinkPurpose,
    /// The account that it concerns.
    pub user_id: UserId,
    /// Where it was emailed to. It is kept here and never read from the account: an address
    /// that is changed meanwhile was not proven by this link (CVE-2026-32700).
    pub email: EmailAddress,
    /// When the email was sent. For an undo link: when the change was requested, so that an account
    /// that another user had at the address before is distinguished from one registered since.
    pub created_at: Timestamp,
    /// It works before then.
    pub expires_at: Timestamp,
    /// [`User::email_changes`](crate::User::email_changes) when it was asked for.
    pub email_changes: u32,
}

impl Link {
    /// What using the link proves: that its user receives email at its address.
    pub(crate) fn proof(&self, now: Timestamp) -> VerifiedEmail {
        VerifiedEmail::proven(self.email.clone(), now)
    }

    /// Whether it still works.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}

/// The keys of emailed links.
pub struct LinkKeys {
    hash: MacKeys,
    derive: MacKeys,
}

impl LinkKeys {
    /// Derives them. Links emailed under `previous` still work.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self {
            hash: MacKeys::new(current, previous, "link token"),
            derive: MacKeys::new(current, previous, "link in a waiting mail"),
        }
    }

    /// The hash under which a link is stored.
    pub fn hash(&self, token: &LinkToken) -> OneTimeTokenHash {
        OneTimeTokenHash::from_bytes(self.hash.mac(token.0.bytes()))
    }

    /// The hashes under which it may be stored, the likeliest first.
    pub fn candidates(&self, token: &LinkToken) -> impl Iterator<Item = OneTimeTokenHash> {
        self.hash
            .macs(token.0.bytes())
            .map(OneTimeTokenHash::from_bytes)
    }

    /// Computes the token of the link in this email. Each delivery computes it again, so the
    /// database has no token, and an email that is sent twice has the same link.
    pub(crate) fn of_email(&self, id: EmailId) -> LinkToken {
        LinkToken(Secret::from_bytes(self.derive.mac(id.as_uuid().as_bytes())))
    }

    /// The same for an email that had a link before: with the key of that time.
    pub(crate) fn of_email_again(
        &self,
        id: EmailId,
        stored: OneTimeTokenHash,
    ) -> Option<LinkToken> {
        self.derive
            .macs(id.as_uuid().as_bytes())
            .map(|bytes| LinkToken(Secret::from_bytes(bytes)))
            .find(|token| self.candidates(token).any(|hash| hash == stored))
    }
}
