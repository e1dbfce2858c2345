use async_trait::async_trait;
use sea_orm::{
    DeriveIden, QueryResult, Value,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Order, Query, SelectStatement},
};
use vestibule_domain::{
    Event, EventId, EventKind, Events, StoredEvents, Timestamp, Unavailable, UserId,
};

use crate::{SeaOrmStore, client, error::Unreadable, purge, unit::Unit};

#[derive(Clone, Copy, DeriveIden)]
pub(crate) enum Column {
    #[sea_orm(iden = "vestibule_events")]
    Table,
    Id,
    Kind,
    UserId,
    At,
    ClientAddress,
    ClientAgent,
}

/// What [`read`] reads, and [`Events::insert`] writes, in this order.
const COLUMNS: [Column; 6] = [
    Column::Id,
    Column::Kind,
    Column::UserId,
    Column::At,
    Column::ClientAddress,
    Column::ClientAgent,
];

/// Reads an event. `None`: only a newer server knows what happened.
pub(crate) fn read(row: &QueryResult) -> Result<Option<Event>, Unreadable> {
    let kind: String = row.try_get_by(1)?;
    let Some(kind) = EventKind::parse(&kind) else {
        return Ok(None);
    };
    let user_id: Option<_> = row.try_get_by(2)?;
    Ok(Some(Event {
        id: EventId::from_uuid(row.try_get_by(0)?),
        kind,
        user_id: user_id.map(UserId::from_uuid),
        at: Timestamp::from_unix_seconds(row.try_get_by(3)?),
        client: client::read(row, 4)?,
    }))
}

pub(crate) fn list(user: UserId, limit: u32) -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .from(Column::Table)
        .and_where(Expr::col(Column::UserId).eq(user.as_uuid()))
        .order_by(Column::At, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit.into())
        .take()
}

/// What is stored of an event, in the order of [`COLUMNS`].
fn values(event: &Event) -> [Value; 6] {
    let [address, agent] = client::values(&event.client);
    [
        event.id.as_uuid().into(),
        event.kind.as_str().into(),
        event.user_id.map(|user| user.as_uuid()).into(),
        event.at.unix_seconds().into(),
        address,
        agent,
    ]
}

#[async_trait]
impl Events for Unit {
    async fn insert(&mut self, event: &Event) -> Result<(), Unavailable> {
        let statement = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS)
            .values_panic(values(event).map(Into::into))
            .take();
        self.affect(&statement).await.map(drop)
    }

    async fn replace(&mut self, old: EventId, event: &Event) -> Result<bool, Unavailable> {
        let statement = Query::update()
            .table(Column::Table)
            .values(COLUMNS.into_iter().zip(values(event).map(Into::into)))
            .and_where(Expr::col(Column::Id).eq(old.as_uuid()))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }
}

impl Unit {
    pub(crate) async fn delete_events(&mut self, user: UserId) -> Result<u64, Unavailable> {
        let statement = Query::delete()
            .from_table(Column::Table)
            .and_where(Expr::col(Column::UserId).eq(user.as_uuid()))
            .take();
        self.affect(&statement).await
    }
}

#[async_trait]
impl StoredEvents for SeaOrmStore {
    async fn list(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.all(&list(user, limit), read).await
    }

    async fn purge(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let unit = self.unit().await?;
        let over = purge::events(until);
        over.purge::<Uuid>(unit, limit.into()).await
    }
}
