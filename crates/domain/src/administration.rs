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

/// A reference to an account: it has an address and an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserRef {
    /// That of the person with this address.
    Email(EmailAddress),
    /// The one with this identifier.
    Id(UserId),
}

impl UserRef {
    /// Reads either; a UUID is no address.
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

/// Operations of an operator. They check no session: a user of the machine who may start the
/// program may do all of this.
pub struct Administration {
    accounts: Arc<Accounts>,
    hashes: Arc<dyn ForeignHashes>,
}

impl Administration {
    /// Works on the store of `accounts`, by their policy; `hashes` judges what is imported.
    pub fn new(accounts: Arc<Accounts>, hashes: Arc<dyn ForeignHashes>) -> Self {
        Self { accounts, hashes }
    }

    /// The account, if there is one.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn find(&self, whose: &UserRef) -> Result<Option<User>, Unavailable> {
        let store = &self.accounts.ports.store;
        let known = match whose {
            UserRef::Email(email) => store.users().find_credential(email).await?,
            UserRef::Id(id) => store.users().find_credential_by_id(*id).await?,
        };
        Ok(known.map(|known| known.user))
    }

    /// Accounts with their hashes, by their identifiers, behind `after` or from the first one on,
    /// at most `limit` of them: a page of a list, or of an export. Who registers meanwhile may be
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

    /// Deletes the account at once, and all that is the person's; tells whether there was one.
    /// Where mails are sent, they get one.
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
