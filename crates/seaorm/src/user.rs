use async_trait::async_trait;
use sea_orm::{
    DbBackend, DbErr, SqlErr,
    sea_query::{Expr, ExprTrait, InsertStatement, OnConflict, Query, UpdateStatement},
};
use vestibule_domain::{
    AuthEpoch, Credential, DeleteIf, EmailAddress, EmailError, PasswordHash, StoredUsers,
    Timestamp, Unavailable, User, UserId, Users, VerifiedEmail,
};

use crate::{
    SeaOrmStore, count,
    error::{is_there, unavailable},
    unit::Unit,
};

mod queries;
mod row;

pub(crate) use queries::{find_by_email, find_by_id, list, list_to_delete};
pub(crate) use row::{COLUMNS, COUNTED, Column, read, read_credential};

fn insert(user: &User, password: &PasswordHash, counts: [u32; 2]) -> InsertStatement {
    let columns = COLUMNS.into_iter().chain([Column::EmailCanonical]);
    Query::insert()
        .into_table(Column::Table)
        .columns(columns.chain(COUNTED))
        .values_panic([
            user.id.as_uuid().into(),
            user.email.as_str().into(),
            user.email_verified_at.map(Timestamp::unix_seconds).into(),
            user.password_changed_at.unix_seconds().into(),
            user.created_at.unix_seconds().into(),
            user.deletion_due_at.map(Timestamp::unix_seconds).into(),
            user.disabled_at.map(Timestamp::unix_seconds).into(),
            i64::from(user.auth_epoch.number()).into(),
            i64::from(user.email_changes).into(),
            user.email.canonical().into(),
            password.expose().into(),
            i64::from(counts[0]).into(),
            i64::from(counts[1]).into(),
        ])
        .take()
}

/// Changes a user.
fn update(user: UserId) -> UpdateStatement {
    Query::update()
        .table(Column::Table)
        .and_where(Expr::col(Column::Id).eq(user.as_uuid()))
        .take()
}

/// Changes a user's credential: what was proven before proves nothing any more.
fn update_credential(user: UserId) -> UpdateStatement {
    update(user)
        .value(Column::AuthEpoch, count::next(Column::AuthEpoch, 0))
        .take()
}

/// The stored version is this one.
pub(crate) fn has_epoch(proven: AuthEpoch) -> Expr {
    count::is(Column::AuthEpoch, proven.number())
}

fn set_password(user: UserId, to: &PasswordHash, changed_at: Timestamp) -> UpdateStatement {
    update_credential(user)
        .value(Column::PasswordHash, to.expose())
        .value(Column::PasswordChangedAt, changed_at.unix_seconds())
        .take()
}

#[async_trait]
impl Users for Unit {
    async fn insert(&mut self, user: &User, password: &PasswordHash) -> Result<(), EmailError> {
        let mut statement = insert(user, password, [0; 2]);
        // After an error PostgreSQL does nothing more in a transaction. MariaDB and MySQL undo
        // the statement only; they have no such clause, and their `INSERT IGNORE` would pass
        // over every other mistake too.
        if self.backend().map_err(unavailable)? != DbBackend::MySql {
            let mut taken = OnConflict::column(Column::EmailCanonical);
            statement.on_conflict(taken.do_nothing().to_owned());
        }
        match self.attempt(&statement, is_email_taken).await {
            Ok(done) if done.rows_affected() == 0 => Err(EmailError::EmailTaken),
            done => done.map(drop).map_err(email_error),
        }
    }

    async fn insert_credential(&mut self, credential: &Credential) -> Result<bool, Unavailable> {
        let Credential { user, password, .. } = credential;
        let counts = [credential.failures, credential.device_epoch];
        let mut statement = insert(user, password, counts);
        if self.backend().map_err(unavailable)? != DbBackend::MySql {
            statement.on_conflict(OnConflict::new().do_nothing().to_owned());
        }
        match self.attempt(&statement, is_there).await {
            Ok(done) => Ok(done.rows_affected() > 0),
            Err(error) if is_there(&error) => Ok(false),
            Err(error) => Err(unavailable(error)),
        }
    }

    async fn renew_hash(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
    ) -> Result<bool, Unavailable> {
        let statement = update(user)
            .value(Column::PasswordHash, to.expose())
            .and_where(Expr::col(Column::PasswordHash).eq(from.expose()))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn change_password(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let statement = set_password(user, to, changed_at)
            .and_where(has_epoch(proven))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn set_password(
        &mut self,
        user: UserId,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let statement = set_password(user, to, changed_at)
            .value(Column::Failures, 0)
            // Another epoch than before in any case.
            .value(Column::DeviceEpoch, count::next(Column::DeviceEpoch, 0))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    /// An update that changes nothing locks the row on each database.
    async fn hold_auth_epoch(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
    ) -> Result<bool, Unavailable> {
        let statement = update(user)
            .value(Column::AuthEpoch, Expr::col(Column::AuthEpoch))
            .and_where(has_epoch(proven))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn count_failure(&mut self, email: &EmailAddress) -> Result<(), Unavailable> {
        let statement = Query::update()
            .table(Column::Table)
            .value(Column::Failures, count::next(Column::Failures, u32::MAX))
            .and_where(Expr::col(Column::EmailCanonical).eq(email.canonical()))
            .take();
        self.affect(&statement).await.map(drop)
    }

    async fn reset_failures(&mut self, user: UserId) -> Result<(), Unavailable> {
        let statement = update(user).value(Column::Failures, 0).take();
        self.affect(&statement).await.map(drop)
    }

    async fn verify_email(
        &mut self,
        user: UserId,
        email: &VerifiedEmail,
    ) -> Result<bool, Unavailable> {
        let statement = update(user)
            .value(Column::EmailVerifiedAt, email.verified_at().unix_seconds())
            .and_where(Expr::col(Column::EmailCanonical).eq(email.address().canonical()))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn set_email(&mut self, user: UserId, email: &VerifiedEmail) -> Result<(), EmailError> {
        let address = email.address();
        let changes = count::next(Column::EmailChanges, u32::MAX);
        let statement = update_credential(user)
            .value(Column::EmailChanges, changes)
            .value(Column::Email, address.as_str())
            .value(Column::EmailCanonical, address.canonical())
            .value(Column::EmailVerifiedAt, email.verified_at().unix_seconds())
            .take();
        let done = self.execute(&statement).await;
        done.map(drop).map_err(email_error)
    }

    async fn schedule_deletion(
        &mut self,
        user: UserId,
        due_at: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let due_at = due_at.map(Timestamp::unix_seconds);
        let statement = update(user).value(Column::DeletionDueAt, due_at).take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn set_disabled(
        &mut self,
        user: UserId,
        since: Option<Timestamp>,
    ) -> Result<bool, Unavailable> {
        let since = since.map(Timestamp::unix_seconds);
        let statement = update_credential(user)
            .value(Column::DisabledAt, since)
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    /// Sessions and links go with the user's row.
    async fn delete(&mut self, user: UserId, condition: DeleteIf) -> Result<bool, Unavailable> {
        let mut statement = Query::delete()
            .from_table(Column::Table)
            .and_where(Expr::col(Column::Id).eq(user.as_uuid()))
            .take();
        match condition {
            DeleteIf::Exists => {}
            DeleteIf::DueAt(now) => {
                // The sum keeps MariaDB from looking in the index of those who are due: it would
                // lock the users beside this one too.
                let due_at = Expr::col(Column::DeletionDueAt).add(0);
                statement.and_where(due_at.lte(now.unix_seconds()));
            }
            DeleteIf::UnverifiedSince(since) => {
                statement
                    .and_where(Expr::col(Column::EmailVerifiedAt).is_null())
                    .and_where(Expr::col(Column::CreatedAt).gte(since.unix_seconds()));
            }
        }
        if self.affect(&statement).await? == 0 {
            return Ok(false);
        }
        self.delete_emails_of(user).await?;
        self.delete_events(user).await?;
        Ok(true)
    }
}

fn email_error(error: DbErr) -> EmailError {
    match is_email_taken(&error) {
        true => EmailError::EmailTaken,
        false => unavailable(error).into(),
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

#[async_trait]
impl StoredUsers for SeaOrmStore {
    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        self.one(self.build(&find_by_email(email)), |row| {
            read_credential(row, 0)
        })
        .await
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        self.one(self.build(&find_by_id(user)), |row| read_credential(row, 0))
            .await
    }

    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        let page = list(after, limit);
        self.all(&page, |row| read_credential(row, 0).map(Some))
            .await
    }

    async fn list_due_for_deletion(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable> {
        let due = list_to_delete(now, limit);
        self.all(&due, |row| read(row, 0).map(Some)).await
    }
}
