use std::sync::Arc;

use async_trait::async_trait;
use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement, StatementBuilder};
use vestibule_domain::{
    Credential, EmailAddress, Readiness, Session, SessionTokenHash, Store, Timestamp, Unavailable,
    UnitOfWork, User, UserId,
};
use vestibule_migration::{SchemaState, schema_state};

use crate::{
    error::unavailable,
    patience::Patience,
    purge::purge,
    session::{self, Column},
    unit::Unit,
    user::{self, Unreadable},
    write_queue::WriteQueue,
};

/// Users and sessions in a database. Clones share its pool of connections.
#[derive(Clone, Debug)]
pub struct SeaOrmStore {
    db: DatabaseConnection,
    queue: WriteQueue,
    patience: Patience,
    find_session: Arc<str>,
}

impl SeaOrmStore {
    /// Works on a database whose schema is current; see [`migrate`](crate::migrate()).
    pub fn new(db: DatabaseConnection) -> Self {
        let find_session = db.get_database_backend().build(&session::find_by_token());
        Self {
            queue: WriteQueue::new(&db),
            patience: Patience::of(&db),
            db,
            find_session: find_session.sql.into(),
        }
    }

    async fn one<T>(
        &self,
        query: Statement,
        read: impl Fn(&QueryResult) -> Result<T, Unreadable>,
    ) -> Result<Option<T>, Unavailable> {
        let row = self.patience.wait(self.db.query_one_raw(query)).await;
        let row = row.map_err(unavailable)?;
        row.as_ref().map(read).transpose().map_err(Unavailable::new)
    }

    fn build(&self, query: &impl StatementBuilder) -> Statement {
        self.db.get_database_backend().build(query)
    }
}

#[async_trait]
impl Store for SeaOrmStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        Ok(Box::new(
            Unit::begin(&self.db, &self.queue, self.patience).await?,
        ))
    }

    /// The query of every page: its text is made once, and prepared once per connection.
    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        let query = Statement::from_sql_and_values(
            self.db.get_database_backend(),
            &*self.find_session,
            [session::token_value(token)],
        );
        self.one(query, |row| {
            Ok((
                session::read(row)?,
                user::read(row, session::COLUMNS.len())?,
            ))
        })
        .await
    }

    async fn list_sessions(&self, user: UserId) -> Result<Vec<Session>, Unavailable> {
        let query = session::list(user);
        let rows = self.patience.wait(self.db.query_all(&query)).await;
        let rows = rows.map_err(unavailable)?;
        let sessions: Result<_, _> = rows.iter().map(session::read).collect();
        sessions.map_err(Unavailable::new)
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let limit = u64::from(limit);
        let unit = Unit::begin(&self.db, &self.queue, self.patience).await?;
        let expired = purge(unit, Column::ExpiresAt, now, limit).await?;
        if expired == limit {
            return Ok(expired);
        }
        let unit = Unit::begin(&self.db, &self.queue, self.patience).await?;
        Ok(expired + purge(unit, Column::LastSeenAt, idle_since, limit - expired).await?)
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        self.one(
            self.build(&user::find_by_email(email)),
            user::read_credential,
        )
        .await
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        self.one(self.build(&user::find_by_id(user)), user::read_credential)
            .await
    }
}

#[async_trait]
impl Readiness for SeaOrmStore {
    /// One query.
    async fn check(&self) -> Result<(), Unavailable> {
        match self.patience.wait(schema_state(&self.db)).await {
            Ok(SchemaState::Current) => Ok(()),
            Ok(other) => Err(Unavailable::new(format!(
                "the schema is not current: {other:?}"
            ))),
            Err(error) => Err(unavailable(error)),
        }
    }
}
