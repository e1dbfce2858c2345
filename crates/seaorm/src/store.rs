use std::sync::Arc;

use async_trait::async_trait;
use sea_orm::{DatabaseConnection, Statement, Value};
use vestibule_domain::{
    Readiness, Store, StoredEmails, StoredEvents, StoredSessions, StoredTokens, StoredUsers,
    Unavailable, UnitOfWork,
};
use vestibule_migration::{SchemaState, schema_state};

use crate::{
    error::unavailable, session, statement_timeout::StatementTimeout, write_queue::WriteQueue,
};

mod statements;

/// The store on SeaORM. Clones share its connection pool. The front page of this crate has an example.
#[derive(Clone, Debug)]
pub struct SeaOrmStore {
    db: DatabaseConnection,
    queue: WriteQueue,
    statement_timeout: StatementTimeout,
    find_session: Arc<str>,
}

impl SeaOrmStore {
    /// Creates a store on a database whose schema is current; see [`migrate`](crate::migrate()).
    pub fn new(db: DatabaseConnection) -> Self {
        let find_session = db.get_database_backend().build(&session::find_by_token());
        Self {
            queue: WriteQueue::new(&db),
            statement_timeout: StatementTimeout::of(&db),
            db,
            find_session: find_session.sql.into(),
        }
    }

    /// The query of every page: its text is made once, and prepared once per connection.
    pub(crate) fn session_query(&self, token: Value) -> Statement {
        let backend = self.db.get_database_backend();
        Statement::from_sql_and_values(backend, &*self.find_session, [token])
    }

    pub(crate) fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    pub(crate) fn queue(&self) -> &WriteQueue {
        &self.queue
    }
}

#[async_trait]
impl Store for SeaOrmStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        Ok(Box::new(self.unit().await?))
    }

    fn users(&self) -> &dyn StoredUsers {
        self
    }

    fn sessions(&self) -> &dyn StoredSessions {
        self
    }

    fn tokens(&self) -> &dyn StoredTokens {
        self
    }

    fn emails(&self) -> &dyn StoredEmails {
        self
    }

    fn events(&self) -> &dyn StoredEvents {
        self
    }
}

#[async_trait]
impl Readiness for SeaOrmStore {
    /// One query.
    async fn check(&self) -> Result<(), Unavailable> {
        if self.queue.is_replaced() {
            return Err(Unavailable::new("the database file was replaced"));
        }
        match self.statement_timeout.wait(schema_state(&self.db)).await {
            Ok(SchemaState::Current) => Ok(()),
            Ok(other) => Err(Unavailable::new(format!(
                "the schema is not current: {other:?}"
            ))),
            Err(error) => Err(unavailable(error)),
        }
    }
}
