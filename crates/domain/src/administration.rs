use std::sync::Arc;

use uuid::Uuid;

use crate::{
    Accounts, Client, Credential, DeleteIf, EmailAddress, ForeignHashes, InvalidEmail, Unavailable,
    User, UserId,
};

mod create;
mod disable;
mod import;
mod invite;
mod reset_link;
mod sessions;

pub use create::CreateError;
pub use import::{ImportError, ImportRow, Imported, Refusal};

/// A reference to an account, by its address or its identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserRef {
    /// The account with this address.
    Email(EmailAddress),
    /// The account with this identifier.
    Id(UserId),
}

impl UserRef {
    /// Parses an email address or an identifier.
    ///
    /// # Errors
    ///
    /// If the text is neither an email address nor an identifier.
    pub fn parse(text: &str) -> Result<Self, InvalidEmail> {
        match Uuid::try_parse(text) {
            Ok(id) => Ok(Self::Id(UserId::from_uuid(id))),
            Err(_) => EmailAddress::parse(text).map(Self::Email),
        }
    }
}

impl std::fmt::Display for UserRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Email(email) => email.fmt(f),
            Self::Id(id) => id.fmt(f),
        }
    }
}

/// Operations of an operator. They check no session: an operator who can start the program may do all of
/// this. `vestibule::Builder::administration` builds one.
///
/// # Examples
///
/// ```
/// use vestibule_domain::{Administration, Unavailable, UserRef};
///
/// /// Locks an account out after a report of abuse.
/// async fn lock(admin: &Administration, whose: &UserRef) -> Result<bool, Unavailable> {
///     match admin.find(whose).await? {
///         Some(user) => admin.disable(user.id).await, // and revokes all sessions
///         None => Ok(false),
///     }
/// }
/// ```
pub struct Administration {
    accounts: Arc<Accounts>,
    hashes: Arc<dyn ForeignHashes>,
}

impl Administration {
    /// Creates the operations on the store of `accounts`, with their policy; `hashes` checks imported
    /// hashes.
    pub fn new(accounts: Arc<Accounts>, hashes: Arc<dyn ForeignHashes>) -> Self {
        Self { accounts, hashes }
    }

    /// Returns the account, if there is one.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    pub async fn find(&self, whose: &UserRef) -> Result<Option<User>, Unavailable> {
        let store = &self.accounts.ports.store;
        let known = match whose {
            UserRef::Email(email) => store.users().find_credential(email).await?,
            UserRef::Id(id) => store.users().find_credential_by_id(*id).await?,
        };
        Ok(known.map(|known| known.user))
    }

    /// Returns at most `limit` accounts with their hashes, in the order of their identifiers, from the
    /// first one after `after`: a page of a list, or of an export. A user who registers meanwhile may be
    /// on a later page.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn list(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        let store = &self.accounts.ports.store;
        store.users().list_credentials(after, limit).await
    }

    /// Deletes the account and all of its data at once, and returns whether there was one. The user gets an
    /// email, if emails are sent.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn delete(&self, user: &User) -> Result<bool, Unavailable> {
        self.accounts
            .unit("delete", || {
                Box::pin(async {
                    let operator = Client::default();
                    let mut work = self.accounts.begin(&operator).await?;
                    let erased = self
                        .accounts
                        .erase(&mut work, user, DeleteIf::Exists)
                        .await?;
                    work.commit().await?;
                    Ok(erased)
                })
            })
            .await
    }
}
