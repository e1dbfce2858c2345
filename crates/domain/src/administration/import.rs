use super::Administration;
use crate::{
    AdoptError, Client, Credential, EmailAddress, HashingError, MayConflict, PasswordHash,
    Timestamp, Unavailable, User, UserId,
};

/// An account as it was elsewhere, parsed and not judged yet.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Its identifier there; without one it gets one here.
    pub id: Option<UserId>,
    /// The address.
    pub email: EmailAddress,
    /// The hash of the password, as whatever made it writes it; [`PasswordHash::unusable`] for
    /// an account without a password.
    pub password: PasswordHash,
    /// What made the hash, where that does not tell by itself.
    pub hash_format: Option<String>,
    /// When the address was proven; `None`: it wasn't.
    pub email_verified_at: Option<Timestamp>,
    /// When the account was made; now, where nobody knows.
    pub created_at: Option<Timestamp>,
    /// When the password was chosen; where nobody knows, when the account was made.
    pub password_changed_at: Option<Timestamp>,
    /// See [`User::deletion_due_at`].
    pub deletion_due_at: Option<Timestamp>,
    /// See [`User::disabled_at`].
    pub disabled_at: Option<Timestamp>,
    /// See [`Credential::failures`].
    pub failures: u32,
    /// See [`Credential::device_epoch`].
    pub device_epoch: u32,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// There is an account more.
    Done,
    /// The account was there, by its address and by its identifier where the row has one. It was
    /// left as it is: the person may have changed it since.
    AlreadyThere,
    /// It is not to be had.
    Refused(Refusal),
}

/// Why a row makes no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The address belongs to an account with another identifier.
    #[error("the email address belongs to another account, {0}")]
    EmailTaken(UserId),
    /// The identifier belongs to an account with another address.
    #[error("the id belongs to another account, {0}")]
    IdTaken(EmailAddress),
    /// What is said of the hash never repeats it.
    #[error("the password hash can't be used: {0}")]
    Hash(String),
}

/// Why nothing of a batch was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A hash had to be hashed once more, which failed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl Administration {
    /// Imports rows in one unit of work, and tells what became of each, in their order. A batch
    /// that is imported once more changes nothing: so whoever was interrupted begins anew.
    ///
    /// A dry run does the same, and then lets the unit fall.
    pub async fn import(
        &self,
        rows: Vec<ImportRow>,
        dry_run: bool,
    ) -> Result<Vec<Imported>, ImportError> {
        let mut judged = Vec::with_capacity(rows.len());
        for row in rows {
            judged.push(self.judge_row(row).await?);
        }
        let outcomes = self.insist(async || self.insert_batch(&judged, dry_run).await);
        let mut imported = Vec::with_capacity(judged.len());
        for (row, outcome) in judged.iter().zip(outcomes.await?) {
            imported.push(match (row, outcome) {
                (Err(refusal), _) => Imported::Refused(refusal.clone()),
                (Ok(_), true) => Imported::Done,
                (Ok(row), false) => self.explain(row, &judged).await?,
            });
        }
        Ok(imported)
    }

    /// The account that a row makes.
    async fn judge_row(&self, row: ImportRow) -> Result<Result<Judged, Refusal>, ImportError> {
        let password = match self.adopt(&row).await {
            Ok(password) => password,
            Err(AdoptError::Unreadable(reason)) => return Ok(Err(Refusal::Hash(reason))),
            Err(AdoptError::Hashing(error)) => return Err(error.into()),
        };
        let ports = &self.accounts.ports;
        let id = match row.id {
            Some(id) => id,
            None => UserId::generate(&*ports.clock, &*ports.random)?,
        };
        let created_at = row.created_at.unwrap_or_else(|| ports.clock.now());
        let user = User {
            id,
            email: row.email,
            email_verified_at: row.email_verified_at,
            password_changed_at: row.password_changed_at.unwrap_or(created_at),
            created_at,
            deletion_due_at: row.deletion_due_at,
            disabled_at: row.disabled_at,
        };
        Ok(Ok(Judged {
            has_id: row.id.is_some(),
            credential: Credential {
                user,
                password,
                failures: row.failures,
                device_epoch: row.device_epoch,
            },
        }))
    }

    async fn adopt(&self, row: &ImportRow) -> Result<PasswordHash, AdoptError> {
        if !row.password.is_usable() {
            return Ok(PasswordHash::unusable());
        }
        let (hash, format) = (row.password.expose(), row.hash_format.as_deref());
        let adopted = self.hashes.adopt(hash, format).await?;
        match adopted.expose().len() {
            ..=PasswordHash::MAX_LENGTH => Ok(adopted),
            _ => Err(AdoptError::Unreadable("it is too long".to_owned())),
        }
    }

    /// Tells of each row whether it made an account.
    async fn insert_batch(
        &self,
        rows: &[Result<Judged, Refusal>],
        dry_run: bool,
    ) -> Result<Vec<bool>, Unavailable> {
        let nobody = Client::default();
        let mut work = self.accounts.begin(&nobody).await?;
        let mut made = Vec::with_capacity(rows.len());
        for row in rows {
            made.push(match row {
                Ok(row) => work.unit.insert_credential(&row.credential).await?,
                Err(_) => false,
            });
        }
        if !dry_run {
            work.commit().await?;
        }
        Ok(made)
    }

    /// Whose place it was. In a dry run that may be somebody further up in the same batch, who is
    /// not in the store.
    async fn explain(
        &self,
        row: &Judged,
        batch: &[Result<Judged, Refusal>],
    ) -> Result<Imported, Unavailable> {
        let store = &self.accounts.ports.store;
        let Credential { user, .. } = &row.credential;
        let mut others = batch.iter().flatten().map(|other| &other.credential.user);
        let owner = match store.find_credential(&user.email).await? {
            Some(known) => Some(known.user),
            None => others.clone().find(|u| u.email == user.email).cloned(),
        };
        if let Some(owner) = owner.filter(|owner| owner.id != user.id) {
            return Ok(match row.has_id {
                true => Imported::Refused(Refusal::EmailTaken(owner.id)),
                false => Imported::AlreadyThere,
            });
        }
        let namesake = match store.find_credential_by_id(user.id).await? {
            Some(known) => Some(known.user),
            None => others.find(|other| other.id == user.id).cloned(),
        };
        Ok(match namesake.filter(|other| other.email != user.email) {
            Some(other) => Imported::Refused(Refusal::IdTaken(other.email)),
            None => Imported::AlreadyThere,
        })
    }
}

/// A row that can make an account.
struct Judged {
    credential: Credential,
    /// Whether the row named one, which then must be the account's.
    has_id: bool,
}

impl MayConflict for ImportError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
