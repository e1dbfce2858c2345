use std::any::Any;

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, SqliteTransactionMode, StatementBuilder, TransactionOptions, TransactionTrait,
    sea_query::{DeleteStatement, InsertStatement, UpdateStatement},
};
use tracing::{Instrument, Span};
use vestibule_domain::{Emails, Events, Sessions, Tokens, Unavailable, UnitOfWork, Users};

use crate::{
    error::unavailable,
    statement_timeout::StatementTimeout,
    uninterrupted::uninterrupted,
    write_queue::{Turn, WriteQueue},
};

/// A statement that changes rows.
pub(crate) trait WriteStatement: StatementBuilder {
    /// Whether it certainly wrote to the database where it affected a row. An update may leave a row
    /// as it was, which SQLite does not count as a write.
    const IS_SURE: bool;
}

impl WriteStatement for InsertStatement {
    const IS_SURE: bool = true;
}

impl WriteStatement for UpdateStatement {
    const IS_SURE: bool = false;
}

impl WriteStatement for DeleteStatement {
    const IS_SURE: bool = true;
}

/// A transaction that is rolled back as soon as one of its statements fails or is cancelled. After a
/// deadlock MariaDB has ended the transaction, so later statements would be committed one by one.
pub(crate) struct Unit(Option<Open>);

/// The order matters: the transaction ends before the turn does.
struct Open {
    statement_timeout: StatementTimeout,
    transaction: DatabaseTransaction,
    /// Whether the database is another one after it, for sure.
    wrote: bool,
    /// Whether the application executed statements in it, of which the cache knows nothing.
    is_shared: bool,
    turn: Turn,
    /// From the wait for a turn to the end of the transaction, for traces.
    span: Span,
}

impl Unit {
    pub(crate) async fn begin(
        db: &DatabaseConnection,
        queue: &WriteQueue,
        statement_timeout: StatementTimeout,
    ) -> Result<Self, Unavailable> {
        let span = tracing::debug_span!("unit");
        let turn = queue.turn().instrument(span.clone()).await;
        let turn = turn.map_err(unavailable)?;
        let db = db.clone();
        let begun = uninterrupted(async move {
            // SQLite: who begins by reading and goes on to write is refused at once when
            // another process wrote meanwhile; who begins as a writer waits.
            let options = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            };
            Ok(Open {
                statement_timeout,
                transaction: db.begin_with_options(options).await?,
                wrote: false,
                is_shared: false,
                turn,
                span,
            })
        });
        Ok(Self(Some(
            statement_timeout.wait(begun).await.map_err(unavailable)?,
        )))
    }

    pub(crate) fn backend(&self) -> Result<DbBackend, DbErr> {
        let open = self.0.as_ref().ok_or_else(over)?;
        Ok(open.transaction.get_database_backend())
    }

    pub(crate) async fn execute(
        &mut self,
        statement: &impl WriteStatement,
    ) -> Result<ExecResult, DbErr> {
        self.attempt(statement, |_| false).await
    }

    /// Executes a statement. The unit goes on after an error that is `harmless`: the database
    /// undid the statement, and nothing else.
    pub(crate) async fn attempt<S: WriteStatement>(
        &mut self,
        statement: &S,
        harmless: fn(&DbErr) -> bool,
    ) -> Result<ExecResult, DbErr> {
        let mut open = self.0.take().ok_or_else(over)?;
        let statement_timeout = open.statement_timeout;
        let statement = open.transaction.get_database_backend().build(statement);
        let work = uninterrupted(async move {
            let done = open.transaction.execute_raw(statement).await;
            let affected = done.as_ref().map_or(0, |done| done.rows_affected());
            open.wrote |= S::IS_SURE && affected > 0;
            let goes_on = done.as_ref().err().is_none_or(harmless);
            Ok((goes_on.then_some(open), done))
        });
        let (open, done) = statement_timeout.wait(work).await?;
        self.0 = open;
        done
    }

    /// Says that an update changed what it found.
    pub(crate) fn surely_wrote(&mut self) {
        if let Some(open) = &mut self.0 {
            open.wrote = true;
        }
    }

    pub(crate) async fn query(
        &mut self,
        query: &impl StatementBuilder,
    ) -> Result<Vec<QueryResult>, DbErr> {
        let open = self.0.take().ok_or_else(over)?;
        let statement_timeout = open.statement_timeout;
        let query = open.transaction.get_database_backend().build(query);
        let work = uninterrupted(async move {
            let rows = open.transaction.query_all_raw(query).await?;
            Ok((open, rows))
        });
        let (open, rows) = statement_timeout.wait(work).await?;
        self.0 = Some(open);
        Ok(rows)
    }

    /// Executes a statement, and returns the number of rows that it found: sqlx asks MariaDB to count
    /// those that it did not have to change, too.
    pub(crate) async fn affect(
        &mut self,
        statement: &impl WriteStatement,
    ) -> Result<u64, Unavailable> {
        let done = self.execute(statement).await.map_err(unavailable)?;
        Ok(done.rows_affected())
    }
}

#[async_trait]
impl UnitOfWork for Unit {
    fn users(&mut self) -> &mut dyn Users {
        self
    }

    fn sessions(&mut self) -> &mut dyn Sessions {
        self
    }

    fn tokens(&mut self) -> &mut dyn Tokens {
        self
    }

    fn emails(&mut self) -> &mut dyn Emails {
        self
    }

    fn events(&mut self) -> &mut dyn Events {
        self
    }

    async fn commit(self: Box<Self>) -> Result<(), Unavailable> {
        let open = self.0.ok_or_else(over).map_err(unavailable)?;
        let Open {
            statement_timeout,
            transaction,
            wrote,
            is_shared,
            turn,
            span,
        } = open;
        let own = turn.begin_commit();
        let work = uninterrupted(async move {
            transaction.commit().await?;
            Ok((turn, span))
        });
        let _turn = statement_timeout.wait(work).await.map_err(unavailable)?;
        if let Some(own) = own {
            own.succeeded(wrote && !is_shared);
        }
        Ok(())
    }
}

/// Returns the transaction of a unit, for statements of the application that must be committed with it;
/// `None` if the unit is of another adapter, or one of its statements failed.
///
/// The application neither commits nor rolls back. If one of its statements fails, it returns an error, so
/// that the unit is dropped: PostgreSQL accepts no further statement in such a transaction. Its changes may
/// concern any user, so cached sessions of other users are read again after the commit.
///
/// # Examples
///
/// ```
/// use vestibule_domain::{Unavailable, UnitOfWork, UserId};
/// use vestibule_seaorm::{sea_orm::ConnectionTrait, transaction, unavailable};
///
/// /// For the `save` of `RegistrationFields`.
/// async fn count_customers(unit: &mut dyn UnitOfWork) -> Result<(), Unavailable> {
///     let transaction = transaction(unit).ok_or_else(|| Unavailable::new("another adapter"))?;
///     let sql = "UPDATE statistics SET customers = customers + 1";
///     transaction.execute_unprepared(sql).await.map_err(unavailable)?;
///     Ok(())
/// }
/// ```
pub fn transaction(unit: &mut dyn UnitOfWork) -> Option<&DatabaseTransaction> {
    if !(unit as &dyn Any).is::<Unit>() {
        return transaction(unit.behind()?);
    }
    let unit: &mut dyn Any = unit;
    let open = unit.downcast_mut::<Unit>()?.0.as_mut()?;
    open.is_shared = true;
    Some(&open.transaction)
}

fn over() -> DbErr {
    DbErr::Custom("a statement of this unit of work failed or was abandoned".to_owned())
}
