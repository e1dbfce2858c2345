use sea_orm::{DeriveIden, QueryResult};
use vestibule_domain::{
    AuthEpoch, Credential, EmailAddress, InvalidEmail, PasswordHash, Timestamp, User, UserId,
};

use crate::{count, error::Unreadable};

#[derive(Clone, Copy, DeriveIden)]
pub(crate) enum Column {
    #[sea_orm(iden = "vestibule_users")]
    Table,
    Id,
    Email,
    EmailCanonical,
    EmailVerifiedAt,
    PasswordHash,
    AuthEpoch,
    PasswordChangedAt,
    CreatedAt,
    DeletionDueAt,
    DisabledAt,
    Failures,
    DeviceEpoch,
    EmailChanges,
    /// On MariaDB and MySQL only.
    SessionsOpened,
}

/// What [`read`] reads, in this order.
pub(crate) const COLUMNS: [Column; 9] = [
    Column::Id,
    Column::Email,
    Column::EmailVerifiedAt,
    Column::PasswordChangedAt,
    Column::CreatedAt,
    Column::DeletionDueAt,
    Column::DisabledAt,
    Column::AuthEpoch,
    Column::EmailChanges,
];

/// What [`read_credential`] reads behind [`COLUMNS`], in this order.
pub(crate) const COUNTED: [Column; 3] =
    [Column::PasswordHash, Column::Failures, Column::DeviceEpoch];

/// Reads the columns of a user from a row that has them from `first` on.
pub(crate) fn read(row: &QueryResult, first: usize) -> Result<User, Unreadable> {
    let id = UserId::from_uuid(row.try_get_by(first)?);
    let email: String = row.try_get_by(first + 1)?;
    let verified_at: Option<i64> = row.try_get_by(first + 2)?;
    let deletion_due_at: Option<i64> = row.try_get_by(first + 5)?;
    let disabled_at: Option<i64> = row.try_get_by(first + 6)?;
    let mut user = User::new(
        id,
        EmailAddress::parse(&email).map_err(|source| NoEmail { id, source })?,
        Timestamp::from_unix_seconds(row.try_get_by(first + 4)?),
    );
    user.email_verified_at = verified_at.map(Timestamp::from_unix_seconds);
    user.password_changed_at = Timestamp::from_unix_seconds(row.try_get_by(first + 3)?);
    user.deletion_due_at = deletion_due_at.map(Timestamp::from_unix_seconds);
    user.disabled_at = disabled_at.map(Timestamp::from_unix_seconds);
    user.auth_epoch = AuthEpoch::from_number(count::read(row.try_get_by(first + 7)?));
    user.email_changes = count::read(row.try_get_by(first + 8)?);
    Ok(user)
}

#[derive(Debug, thiserror::Error)]
#[error("invalid stored email address of user {id}")]
struct NoEmail {
    id: UserId,
    source: InvalidEmail,
}

/// Reads the columns of a credential from a row that has them from `first` on.
pub(crate) fn read_credential(row: &QueryResult, first: usize) -> Result<Credential, Unreadable> {
    let next = first + COLUMNS.len();
    Ok({
        let mut credential =
            Credential::new(read(row, first)?, PasswordHash::new(row.try_get_by(next)?));
        credential.failures = count::read(row.try_get_by(next + 1)?);
        credential.device_epoch = count::read(row.try_get_by(next + 2)?);
        credential
    })
}
