//! How the store runs its statements.

use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement, StatementBuilder,
    sea_query::{InsertStatement, IntoIden, OnConflict},
};
use vestibule_domain::Unavailable;

use super::SeaOrmStore;
use crate::{
    error::{Unreadable, is_there, unavailable},
    uninterrupted::uninterrupted,
    unit::Unit,
};

impl SeaOrmStore {
    #[tracing::instrument(name = "query", level = "debug", skip_all)]
    pub(crate) async fn one<T>(
        &self,
        query: Statement,
        read: impl Fn(&QueryResult) -> Result<T, Unreadable>,
    ) -> Result<Option<T>, Unavailable> {
        let row = self
            .statement_timeout
            .wait(self.db.query_one_raw(query))
            .await;
        let row = row.map_err(unavailable)?;
        row.as_ref().map(read).transpose().map_err(Unavailable::new)
    }

    #[tracing::instrument(name = "query", level = "debug", skip_all)]
    pub(crate) async fn all<T>(
        &self,
        query: &impl StatementBuilder,
        read: impl Fn(&QueryResult) -> Result<Option<T>, Unreadable>,
    ) -> Result<Vec<T>, Unavailable> {
        let rows = self.statement_timeout.wait(self.db.query_all(query)).await;
        let rows = rows.map_err(unavailable)?;
        let known = rows.iter().filter_map(|row| read(row).transpose());
        known.collect::<Result<_, _>>().map_err(Unavailable::new)
    }

    pub(crate) async fn unit(&self) -> Result<Unit, Unavailable> {
        Unit::begin(&self.db, &self.queue, self.statement_timeout).await
    }

    pub(crate) fn build(&self, query: &impl StatementBuilder) -> Statement {
        self.db.get_database_backend().build(query)
    }

    /// Executes a statement outside of a unit, and returns the number of rows that it found.
    pub(crate) async fn write(
        &self,
        statement: &impl StatementBuilder,
    ) -> Result<u64, Unavailable> {
        let done = self.execute(self.build(statement)).await;
        done.map(|done| done.rows_affected()).map_err(unavailable)
    }

    /// Inserts a row, and returns whether it did: a row with this `key` may exist.
    pub(crate) async fn insert_unless_there(
        &self,
        mut statement: InsertStatement,
        key: impl IntoIden,
    ) -> Result<bool, Unavailable> {
        // MariaDB and MySQL have no such clause; their `INSERT IGNORE` would pass over every
        // other mistake too.
        if self.db.get_database_backend() != DbBackend::MySql {
            statement.on_conflict(OnConflict::column(key).do_nothing().to_owned());
        }
        match self.execute(self.build(&statement)).await {
            Ok(done) => Ok(done.rows_affected() > 0),
            Err(error) if is_there(&error) => Ok(false),
            Err(error) => Err(unavailable(error)),
        }
    }

    async fn execute(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let turn = self.queue.turn().await?;
        let own = turn.begin_commit();
        let db = self.db.clone();
        let work = uninterrupted(async move {
            let done = db.execute_raw(statement).await?;
            Ok((done, turn))
        });
        let (done, _turn) = self.statement_timeout.wait(work).await?;
        if let Some(own) = own {
            own.succeeded(done.rows_affected() > 0);
        }
        Ok(done)
    }
}
