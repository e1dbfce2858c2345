use std::error::Error;

use async_trait::async_trait;
use sea_orm::{
    DbErr, DeriveIden, QueryResult, SqlErr,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use vestibule_domain::{
    Credential, EmailAddress, InsertUserError, InvalidEmail, PasswordHash, Timestamp, Unavailable,
    User, UserId, Users,
};

use crate::{error::unavailable, unit::Unit};

#[derive(Clone, Copy, DeriveIden)]
pub(crate) enum Column {
    #[sea_orm(iden = "vestibule_users")]
    Table,
    Id,
    Email,
    EmailCanonical,
    EmailVerifiedAt,
    PasswordHash,
    PasswordChangedAt,
    CreatedAt,
    /// On MariaDB and MySQL only.
    SessionsOpened,
}

/// What [`read`] reads, in this order.
pub(crate) const COLUMNS: [Column; 5] = [
    Column::Id,
    Column::Email,
    Column::EmailVerifiedAt,
    Column::PasswordChangedAt,
    Column::CreatedAt,
];

/// Reads the columns of a user from a row that has them from `first` on.
pub(crate) fn read(row: &QueryResult, first: usize) -> Result<User, Unreadable> {
    let id = UserId::from_uuid(row.try_get_by(first)?);
    let email: String = row.try_get_by(first + 1)?;
    let verified_at: Option<i64> = row.try_get_by(first + 2)?;
    Ok(User {
        id,
        email: EmailAddress::parse(&email).map_err(|source| NoEmail { id, source })?,
        email_verified_at: verified_at.map(Timestamp::from_unix_seconds),
        password_changed_at: Timestamp::from_unix_seconds(row.try_get_by(first + 3)?),
        created_at: Timestamp::from_unix_seconds(row.try_get_by(first + 4)?),
    })
}

/// Why a row is not what this program writes: somebody else wrote it.
pub(crate) type Unreadable = Box<dyn Error + Send + Sync>;

#[derive(Debug, thiserror::Error)]
#[error("the stored email address of user {id} is none")]
struct NoEmail {
    id: UserId,
    source: InvalidEmail,
}

pub(crate) fn find_by_email(email: &EmailAddress) -> SelectStatement {
    find_credential()
        .and_where(Expr::col(Column::EmailCanonical).eq(email.canonical()))
        .take()
}

pub(crate) fn find_by_id(user: UserId) -> SelectStatement {
    find_credential()
        .and_where(Expr::col(Column::Id).eq(user.as_uuid()))
        .take()
}

fn find_credential() -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .column(Column::PasswordHash)
        .from(Column::Table)
        .take()
}

pub(crate) fn read_credential(row: &QueryResult) -> Result<Credential, Unreadable> {
    Ok(Credential {
        user: read(row, 0)?,
        password: PasswordHash::new(row.try_get_by(COLUMNS.len())?),
    })
}

#[async_trait]
impl Users for Unit {
    async fn insert_user(
        &mut self,
        user: &User,
        password: &PasswordHash,
    ) -> Result<(), InsertUserError> {
        let statement = Query::insert()
            .into_table(Column::Table)
            .columns(
                COLUMNS
                    .into_iter()
                    .chain([Column::EmailCanonical, Column::PasswordHash]),
            )
            .values_panic([
                user.id.as_uuid().into(),
                user.email.as_str().into(),
                user.email_verified_at.map(Timestamp::unix_seconds).into(),
                user.password_changed_at.unix_seconds().into(),
                user.created_at.unix_seconds().into(),
                user.email.canonical().into(),
                password.expose().into(),
            ])
            .take();
        match self.execute(&statement).await {
            Ok(_) => Ok(()),
            Err(error) if is_email_taken(&error) => Err(InsertUserError::EmailTaken),
            Err(error) => Err(unavailable(error).into()),
        }
    }

    async fn replace_password(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let statement = Query::update()
            .table(Column::Table)
            .value(Column::PasswordHash, to.expose())
            .value(Column::PasswordChangedAt, changed_at.unix_seconds())
            .and_where(Expr::col(Column::Id).eq(user.as_uuid()))
            .and_where(Expr::col(Column::PasswordHash).eq(from.expose()))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }
}

/// PostgreSQL and MariaDB name the key, SQLite the column. Another key (the identifier) is
/// another matter.
fn is_email_taken(error: &DbErr) -> bool {
    let Some(SqlErr::UniqueConstraintViolation(message)) = error.sql_err() else {
        return false;
    };
    message.contains("vestibule_users_email_key")
        || message.contains("vestibule_users.email_canonical")
}
