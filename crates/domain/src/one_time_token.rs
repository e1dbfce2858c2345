use crate::{
    AuthEpoch, Authentications, EmailAddress, Invitation, Link, LinkPurpose, PendingLogin,
    Timestamp, UserId,
};

/// The stored form of a one-time token: its HMAC-SHA-256. Access to the database gives no working token
/// without the secret key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OneTimeTokenHash([u8; 32]);

impl OneTimeTokenHash {
    /// Takes a hash back from where it was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash, to be stored or looked up.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for OneTimeTokenHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeTokenHash(…)")
    }
}

/// The purpose of a one-time token. The token works for this purpose only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenPurpose {
    /// An emailed link.
    Link(LinkPurpose),
    /// An invitation to register.
    Invitation,
    /// A login that waits for a further step.
    PendingLogin,
}

impl TokenPurpose {
    /// The name under which it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Link(purpose) => purpose.as_str(),
            Self::Invitation => "invitation",
            Self::PendingLogin => "pending_login",
        }
    }

    /// Parses a name that [`TokenPurpose::as_str`] returned.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "invitation" => Some(Self::Invitation),
            "pending_login" => Some(Self::PendingLogin),
            name => LinkPurpose::parse(name).map(Self::Link),
        }
    }
}

/// A secret that works once and for a limited time, as it is stored: an emailed link, an
/// invitation, or a login that waits for a further step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeToken {
    /// Finds the token by its secret.
    pub hash: OneTimeTokenHash,
    /// The user of the token, if there is one yet. The token is deleted together with the user.
    pub user_id: Option<UserId>,
    /// When it was created.
    pub created_at: Timestamp,
    /// It works before then.
    pub expires_at: Timestamp,
    /// The purpose, with its data.
    pub payload: TokenPayload,
}

/// The purpose of a [`OneTimeToken`], with its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenPayload {
    /// See [`Link`].
    Link {
        /// What the link is good for.
        purpose: LinkPurpose,
        /// See [`Link::email`].
        email: EmailAddress,
        /// See [`Link::email_changes`].
        email_changes: u32,
    },
    /// See [`Invitation`].
    Invitation {
        /// See [`Invitation::email`].
        email: Option<EmailAddress>,
    },
    /// See [`PendingLogin`].
    PendingLogin {
        /// See [`PendingLogin::proven`].
        proven: AuthEpoch,
        /// See [`PendingLogin::authentications`].
        authentications: Authentications,
        /// See [`PendingLogin::remember`].
        remember: bool,
    },
}

impl OneTimeToken {
    /// Returns the purpose.
    pub fn purpose(&self) -> TokenPurpose {
        match self.payload {
            TokenPayload::Link { purpose, .. } => TokenPurpose::Link(purpose),
            TokenPayload::Invitation { .. } => TokenPurpose::Invitation,
            TokenPayload::PendingLogin { .. } => TokenPurpose::PendingLogin,
        }
    }

    /// The count of changes of address that it belongs to ([`Link::email_changes`]); zero unless
    /// it is an emailed link.
    pub fn email_changes(&self) -> u32 {
        match self.payload {
            TokenPayload::Link { email_changes, .. } => email_changes,
            TokenPayload::Invitation { .. } | TokenPayload::PendingLogin { .. } => 0,
        }
    }

    /// Whether it has not expired.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }

    /// The emailed link, if it is one.
    pub fn into_link(self) -> Option<Link> {
        let TokenPayload::Link {
            purpose,
            email,
            email_changes,
        } = self.payload
        else {
            return None;
        };
        Some(Link {
            token: self.hash,
            purpose,
            user_id: self.user_id?,
            email,
            created_at: self.created_at,
            expires_at: self.expires_at,
            email_changes,
        })
    }

    /// The invitation, if it is one.
    pub fn into_invitation(self) -> Option<Invitation> {
        let TokenPayload::Invitation { email } = self.payload else {
            return None;
        };
        Some(Invitation {
            token: self.hash,
            email,
            created_at: self.created_at,
            expires_at: self.expires_at,
        })
    }

    /// The pending login, if it is one.
    pub fn into_pending_login(self) -> Option<PendingLogin> {
        let TokenPayload::PendingLogin {
            proven,
            authentications,
            remember,
        } = self.payload
        else {
            return None;
        };
        Some(PendingLogin {
            token: self.hash,
            user_id: self.user_id?,
            proven,
            authentications,
            remember,
            created_at: self.created_at,
            expires_at: self.expires_at,
        })
    }
}

impl From<&Link> for OneTimeToken {
    fn from(link: &Link) -> Self {
        Self {
            hash: link.token,
            user_id: Some(link.user_id),
            created_at: link.created_at,
            expires_at: link.expires_at,
            payload: TokenPayload::Link {
                purpose: link.purpose,
                email: link.email.clone(),
                email_changes: link.email_changes,
            },
        }
    }
}

impl From<&Invitation> for OneTimeToken {
    fn from(invitation: &Invitation) -> Self {
        Self {
            hash: invitation.token,
            user_id: None,
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
            payload: TokenPayload::Invitation {
                email: invitation.email.clone(),
            },
        }
    }
}

impl From<&PendingLogin> for OneTimeToken {
    fn from(pending: &PendingLogin) -> Self {
        Self {
            hash: pending.token,
            user_id: Some(pending.user_id),
            created_at: pending.created_at,
            expires_at: pending.expires_at,
            payload: TokenPayload::PendingLogin {
                proven: pending.proven,
                authentications: pending.authentications,
                remember: pending.remember,
            },
        }
    }
}
