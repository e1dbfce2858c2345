use async_trait::async_trait;
use sea_orm::{
    DbBackend, DeriveIden, QueryResult, Value,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, InsertStatement, Order, Query, SelectStatement, UpdateStatement},
};
use vestibule_domain::{
    AuthEpoch, AuthMethod, Authentications, Session, SessionId, SessionTokenHash, Sessions,
    StoredSessions, Timestamp, Unavailable, User, UserId,
};

use crate::{
    SeaOrmStore, client, count,
    error::{Unreadable, unavailable},
    purge::Over,
    unit::Unit,
    user,
};

#[derive(Clone, Copy, DeriveIden)]
pub(crate) enum Column {
    #[sea_orm(iden = "vestibule_sessions")]
    Table,
    Id,
    UserId,
    TokenHash,
    Remembered,
    ClientAddress,
    ClientAgent,
    CreatedAt,
    AuthenticatedAt,
    Authentications,
    LastSeenAt,
    ExpiresAt,
}

/// What [`read`] reads, and [`Sessions::insert`] writes, in this order.
pub(crate) const COLUMNS: [Column; 11] = [
    Column::Id,
    Column::UserId,
    Column::TokenHash,
    Column::Remembered,
    Column::ClientAddress,
    Column::ClientAgent,
    Column::CreatedAt,
    Column::AuthenticatedAt,
    Column::LastSeenAt,
    Column::ExpiresAt,
    Column::Authentications,
];

/// Reads the columns of a session from a row that begins with them.
pub(crate) fn read(row: &QueryResult) -> Result<Session, Unreadable> {
    let id = SessionId::from_uuid(row.try_get_by(0)?);
    let token: Vec<u8> = row.try_get_by(2)?;
    let mut session = Session::new(
        id,
        UserId::from_uuid(row.try_get_by(1)?),
        SessionTokenHash::from_bytes(token.as_slice().try_into()?),
        read_authentications(row)?,
        Timestamp::from_unix_seconds(row.try_get_by(6)?),
        Timestamp::from_unix_seconds(row.try_get_by(9)?),
    );
    session.remembered = row.try_get_by(3)?;
    session.client = client::read(row, 4)?;
    session.last_seen_at = Timestamp::from_unix_seconds(row.try_get_by(8)?);
    Ok(session)
}

/// A server of a version that knew only passwords leaves the text empty.
fn read_authentications(row: &QueryResult) -> Result<Authentications, Unreadable> {
    let text: String = row.try_get_by(10)?;
    let known = Authentications::from_text(&text);
    if text.is_empty() {
        let at = Timestamp::from_unix_seconds(row.try_get_by(7)?);
        return Ok(known.with(AuthMethod::Password, at));
    }
    Ok(known)
}

/// The session and its user, without the password hash, which no page needs. The one value
/// is [`token_value`].
pub(crate) fn find_by_token() -> SelectStatement {
    Query::select()
        .columns(COLUMNS.map(|column| (Column::Table, column)))
        .columns(user::COLUMNS.map(|column| (user::Column::Table, column)))
        .from(Column::Table)
        .inner_join(
            user::Column::Table,
            Expr::col((user::Column::Table, user::Column::Id))
                .equals((Column::Table, Column::UserId)),
        )
        .and_where(Expr::col(Column::TokenHash).eq([0; 32].as_slice()))
        .take()
}

pub(crate) fn token_value(token: &SessionTokenHash) -> Value {
    token.as_bytes().as_slice().into()
}

pub(crate) fn list(
    user: UserId,
    now: Timestamp,
    idle_since: Timestamp,
    limit: u32,
) -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .from(Column::Table)
        .and_where(Expr::col(Column::UserId).eq(user.as_uuid()))
        .and_where(Expr::col(Column::ExpiresAt).gt(now.unix_seconds()))
        .and_where(Expr::col(Column::LastSeenAt).gt(idle_since.unix_seconds()))
        .order_by(Column::LastSeenAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit.into())
        .take()
}

/// A row of the given values, if the user's epoch is the proven one and the account is not disabled. The lock
/// makes it wait for a change of either that is not committed yet, and the other way round: a
/// plain read would still find the user as they were.
fn insert_if_proven(
    session: &Session,
    proven: AuthEpoch,
) -> sea_orm::sea_query::error::Result<InsertStatement> {
    let [address, agent] = client::values(&session.client);
    let values: [Value; COLUMNS.len()] = [
        session.id.as_uuid().into(),
        session.user_id.as_uuid().into(),
        token_value(&session.token),
        session.remembered.into(),
        address,
        agent,
        session.created_at.unix_seconds().into(),
        session.authentications.latest().unix_seconds().into(),
        session.last_seen_at.unix_seconds().into(),
        session.expires_at.unix_seconds().into(),
        session.authentications.to_text().into(),
    ];
    let row = Query::select()
        .exprs(values.map(Expr::val))
        .from(user::Column::Table)
        .and_where(Expr::col(user::Column::Id).eq(session.user_id.as_uuid()))
        .and_where(user::has_epoch(proven))
        .and_where(Expr::col(user::Column::DisabledAt).is_null())
        .lock_exclusive()
        .take();
    let mut insert = Query::insert();
    insert
        .into_table(Column::Table)
        .columns(COLUMNS)
        .select_from(row)?;
    Ok(insert)
}

/// The nodes of a cluster of MariaDB (Galera) or MySQL know nothing of each other's locks. When
/// units of two nodes wrote the same row, the later one is refused, as a conflict; to insert a
/// session and to change its user's password at another node would both be accepted, and the
/// old password would have opened a session. So a login writes the user's row, too.
fn write_to_user(user: UserId, proven: AuthEpoch) -> UpdateStatement {
    Query::update()
        .table(user::Column::Table)
        .value(
            user::Column::SessionsOpened,
            count::next(user::Column::SessionsOpened, 0),
        )
        .and_where(Expr::col(user::Column::Id).eq(user.as_uuid()))
        .and_where(user::has_epoch(proven))
        .and_where(Expr::col(user::Column::DisabledAt).is_null())
        .take()
}

#[async_trait]
impl Sessions for Unit {
    async fn insert(&mut self, session: &Session, proven: AuthEpoch) -> Result<bool, Unavailable> {
        if self.backend().map_err(unavailable)? == DbBackend::MySql
            && self.affect(&write_to_user(session.user_id, proven)).await? == 0
        {
            return Ok(false);
        }
        let statement = insert_if_proven(session, proven).map_err(Unavailable::new)?;
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn touch(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable> {
        // The sum keeps MariaDB from looking in the index of the purge: it would lock the
        // sessions beside this one too.
        let seen_before = Expr::col(Column::LastSeenAt).add(0);
        let statement = Query::update()
            .table(Column::Table)
            .value(Column::LastSeenAt, seen_at.unix_seconds())
            .and_where(Expr::col(Column::Id).eq(session.as_uuid()))
            .and_where(seen_before.lte(unless_since.unix_seconds()))
            .take();
        let was_touched = self.affect(&statement).await? > 0;
        if was_touched && seen_at > unless_since {
            self.surely_wrote();
        }
        Ok(was_touched)
    }

    async fn delete(&mut self, user: UserId, session: SessionId) -> Result<bool, Unavailable> {
        let own = Expr::col(Column::UserId).eq(user.as_uuid());
        let this = Expr::col(Column::Id).eq(session.as_uuid());
        self.delete_sessions_where(own.and(this))
            .await
            .map(|rows| rows > 0)
    }

    async fn delete_by_token(&mut self, token: &SessionTokenHash) -> Result<bool, Unavailable> {
        let this = Expr::col(Column::TokenHash).eq(token_value(token));
        self.delete_sessions_where(this).await.map(|rows| rows > 0)
    }

    async fn delete_all(
        &mut self,
        user: UserId,
        kept: Option<SessionId>,
    ) -> Result<u64, Unavailable> {
        let own = Expr::col(Column::UserId).eq(user.as_uuid());
        let doomed = match kept {
            Some(kept) => own.and(Expr::col(Column::Id).ne(kept.as_uuid())),
            None => own,
        };
        self.delete_sessions_where(doomed).await
    }
}

impl Unit {
    async fn delete_sessions_where(&mut self, doomed: Expr) -> Result<u64, Unavailable> {
        let statement = Query::delete()
            .from_table(Column::Table)
            .and_where(doomed)
            .take();
        self.affect(&statement).await
    }
}

#[async_trait]
impl StoredSessions for SeaOrmStore {
    async fn find(&self, token: &SessionTokenHash) -> Result<Option<(Session, User)>, Unavailable> {
        let query = self.session_query(token_value(token));
        self.one(query, |row| {
            Ok((read(row)?, user::read(row, COLUMNS.len())?))
        })
        .await
    }

    async fn list(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        let living = list(user, now, idle_since, limit);
        self.all(&living, |row| read(row).map(Some)).await
    }

    async fn purge(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let limit = u64::from(limit);
        let over = |ends, until| Over {
            table: Column::Table,
            key: Column::Id,
            ends,
            until,
        };
        let expired = over(Column::ExpiresAt, now);
        let expired = expired.purge::<Uuid>(self.unit().await?, limit).await?;
        if expired == limit {
            return Ok(expired);
        }
        let idle = over(Column::LastSeenAt, idle_since);
        let idle = idle.purge::<Uuid>(self.unit().await?, limit - expired);
        match idle.await {
            // Returns what was deleted; the rest is deleted next time.
            Err(error) if error.is_conflict() && expired > 0 => Ok(expired),
            idle => Ok(expired + idle?),
        }
    }
}
