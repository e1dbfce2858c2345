use super::{ImportError, ImportRow, Imported, Refusal};
use crate::{
    Administration, AdoptError, AuthEpoch, Client, Credential, PasswordHash, Timestamp,
    Unavailable, User, UserId,
};

impl Administration {
    /// Imports rows in one unit of work, and returns the outcome of each, in their order. A batch
    /// that is imported again changes nothing, so an interrupted import can be repeated.
    ///
    /// A dry run does the same, and then lets the unit fall.
    ///
    /// # Errors
    ///
    /// If the store is unavailable. Refused rows are outcomes, not errors.
    pub async fn import(
        &self,
        rows: Vec<ImportRow>,
        dry_run: bool,
    ) -> Result<Vec<Imported>, ImportError> {
        let mut checked = Vec::with_capacity(rows.len());
        for row in rows {
            checked.push(self.judge_row(row).await?);
        }
        let outcomes = self
            .accounts
            .unit("import", || Box::pin(self.insert_batch(&checked, dry_run)));
        let mut imported = Vec::with_capacity(checked.len());
        for (row, outcome) in checked.iter().zip(outcomes.await?) {
            imported.push(match (row, outcome) {
                (Err(refusal), _) => Imported::Refused(refusal.clone()),
                (Ok(_), true) => Imported::Done,
                (Ok(row), false) => self.explain(row, &checked).await?,
            });
        }
        Ok(imported)
    }

    /// The account that a row makes.
    async fn judge_row(&self, row: ImportRow) -> Result<Result<CheckedRow, Refusal>, ImportError> {
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
            email: row.email.clone(),
            email_verified_at: row.email_verified_at,
            password_changed_at: row.password_changed_at.unwrap_or(created_at),
            created_at,
            deletion_due_at: row.deletion_due_at,
            disabled_at: row.disabled_at,
            auth_epoch: AuthEpoch::FIRST,
            email_changes: 0,
        };
        let credential = Credential {
            user,
            password,
            failures: row.failures,
            device_epoch: row.device_epoch,
        };
        Ok(Ok(CheckedRow { row, credential }))
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

    /// Returns for each row whether it created an account.
    async fn insert_batch(
        &self,
        rows: &[Result<CheckedRow, Refusal>],
        dry_run: bool,
    ) -> Result<Vec<bool>, Unavailable> {
        let operator = Client::default();
        let mut work = self.accounts.begin(&operator).await?;
        let mut made = Vec::with_capacity(rows.len());
        for row in rows {
            made.push(match row {
                Ok(row) => work.unit.users().insert_credential(&row.credential).await?,
                Err(_) => false,
            });
        }
        if !dry_run {
            work.commit().await?;
        }
        Ok(made)
    }

    /// The account that was there before. In a dry run that may be an earlier row of the same
    /// batch, which is not in the store.
    async fn explain(
        &self,
        checked: &CheckedRow,
        batch: &[Result<CheckedRow, Refusal>],
    ) -> Result<Imported, Unavailable> {
        let store = &self.accounts.ports.store;
        let Credential { user, .. } = &checked.credential;
        let others = batch.iter().flatten().map(|other| &other.credential);
        let owner = match store.users().find_credential(&user.email).await? {
            Some(known) => Some(known),
            None => others
                .clone()
                .find(|other| other.user.email == user.email)
                .cloned(),
        };
        if let Some(owner) = &owner
            && owner.user.id != user.id
            && checked.row.id.is_some()
        {
            return Ok(Imported::Refused(Refusal::EmailTaken(owner.user.id)));
        }
        let namesake = match store.users().find_credential_by_id(user.id).await? {
            Some(known) => Some(known.user),
            None => others
                .map(|other| &other.user)
                .find(|other| other.id == user.id)
                .cloned(),
        };
        if let Some(other) = namesake.filter(|other| other.email != user.email) {
            return Ok(Imported::Refused(Refusal::IdTaken(other.email)));
        }
        let differences = owner.map_or_else(Vec::new, |owner| self.differences(checked, &owner));
        Ok(match differences.is_empty() {
            true => Imported::AlreadyThere,
            false => Imported::Refused(Refusal::Differs(differences)),
        })
    }

    /// The columns in which a row says otherwise than the account. The counters are the account's
    /// own affair.
    fn differences(&self, checked: &CheckedRow, known: &Credential) -> Vec<&'static str> {
        let CheckedRow { row, credential } = checked;
        let differs = |row: Option<Timestamp>, known| row.is_some() && row != known;
        let password = &credential.password;
        let has_other_password =
            password.is_usable() && !self.hashes.is_same(password, &known.password);
        let Credential { user, .. } = known;
        let columns = [
            ("password_hash", has_other_password),
            (
                "verified_at",
                differs(row.email_verified_at, user.email_verified_at),
            ),
            ("created_at", differs(row.created_at, Some(user.created_at))),
            (
                "password_changed_at",
                differs(row.password_changed_at, Some(user.password_changed_at)),
            ),
            (
                "deletion_due_at",
                differs(row.deletion_due_at, user.deletion_due_at),
            ),
            ("disabled_at", differs(row.disabled_at, user.disabled_at)),
        ];
        let columns = columns.into_iter().filter(|(_, differs)| *differs);
        columns.map(|(name, _)| name).collect()
    }
}

/// A row that can make an account.
struct CheckedRow {
    row: ImportRow,
    credential: Credential,
}
