use async_trait::async_trait;
use sea_orm::{
    DeriveIden, QueryResult, Value,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Order, Query, SelectStatement},
};
use vestibule_domain::{
    Credential, Link, OneTimeToken, OneTimeTokenHash, StoredTokens, Timestamp, TokenPurpose,
    Tokens, Unavailable, UserId,
};

use crate::{
    SeaOrmStore, count,
    error::{Unreadable, unavailable},
    purge,
    unit::Unit,
    user,
};

mod payload;

#[derive(Clone, Copy, DeriveIden)]
pub(crate) enum Column {
    #[sea_orm(iden = "vestibule_one_time_tokens")]
    Table,
    TokenHash,
    Purpose,
    UserId,
    CreatedAt,
    ExpiresAt,
    EmailChanges,
    Payload,
}

/// What [`read`] reads, and [`Tokens::insert`] writes, in this order.
const COLUMNS: [Column; 7] = [
    Column::TokenHash,
    Column::Purpose,
    Column::UserId,
    Column::CreatedAt,
    Column::ExpiresAt,
    Column::EmailChanges,
    Column::Payload,
];

/// Reads the columns of a token from a row that begins with them. `None`: only a newer server
/// knows what it is good for.
pub(crate) fn read(row: &QueryResult) -> Result<Option<OneTimeToken>, Unreadable> {
    let purpose: String = row.try_get_by(1)?;
    let Some(purpose) = TokenPurpose::parse(&purpose) else {
        return Ok(None);
    };
    let user_id: Option<Uuid> = row.try_get_by(2)?;
    let email_changes = count::read(row.try_get_by(5)?);
    let payload: String = row.try_get_by(6)?;
    Ok(Some(OneTimeToken {
        hash: read_hash(row.try_get_by(0)?)?,
        user_id: user_id.map(UserId::from_uuid),
        created_at: Timestamp::from_unix_seconds(row.try_get_by(3)?),
        expires_at: Timestamp::from_unix_seconds(row.try_get_by(4)?),
        payload: payload::read(purpose, email_changes, &payload)?,
    }))
}

/// Reads the row of [`find`]: a token and the credential of its user, if it has one.
pub(crate) fn read_with_owner(
    row: &QueryResult,
) -> Result<Option<(OneTimeToken, Option<Credential>)>, Unreadable> {
    let Some(token) = read(row)? else {
        return Ok(None);
    };
    let owner = match token.user_id {
        Some(_) => Some(user::read_credential(row, COLUMNS.len())?),
        None => None,
    };
    Ok(Some((token, owner)))
}

pub(crate) fn read_hash(stored: Vec<u8>) -> Result<OneTimeTokenHash, Unreadable> {
    Ok(OneTimeTokenHash::from_bytes(stored.as_slice().try_into()?))
}

pub(crate) fn hash_value(token: &OneTimeTokenHash) -> Value {
    token.as_bytes().as_slice().into()
}

/// The token and the credential of its user. A token without a user is found too.
pub(crate) fn find(token: &OneTimeTokenHash) -> SelectStatement {
    Query::select()
        .columns(COLUMNS.map(|column| (Column::Table, column)))
        .columns(user::COLUMNS.map(|column| (user::Column::Table, column)))
        .columns(user::COUNTED.map(|column| (user::Column::Table, column)))
        .from(Column::Table)
        .left_join(
            user::Column::Table,
            Expr::col((user::Column::Table, user::Column::Id))
                .equals((Column::Table, Column::UserId)),
        )
        .and_where(Expr::col(Column::TokenHash).eq(hash_value(token)))
        .take()
}

/// The user's tokens for this purpose, the latest first, without the first `kept`.
fn older(user: UserId, purpose: TokenPurpose, kept: u32) -> SelectStatement {
    const MOST: u64 = 100;
    Query::select()
        .column(Column::TokenHash)
        .from(Column::Table)
        .and_where(Expr::col(Column::UserId).eq(user.as_uuid()))
        .and_where(Expr::col(Column::Purpose).eq(purpose.as_str()))
        .order_by(Column::CreatedAt, Order::Desc)
        .limit(MOST)
        .offset(kept.into())
        .take()
}

pub(crate) fn list(user: UserId) -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .from(Column::Table)
        .and_where(Expr::col(Column::UserId).eq(user.as_uuid()))
        .take()
}

#[async_trait]
impl Tokens for Unit {
    async fn insert(&mut self, token: &OneTimeToken) -> Result<(), Unavailable> {
        let payload = payload::write(&token.payload).map_err(Unavailable::new)?;
        let statement = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS)
            .values_panic([
                hash_value(&token.hash).into(),
                token.purpose().as_str().into(),
                token.user_id.map(|user| user.as_uuid()).into(),
                token.created_at.unix_seconds().into(),
                token.expires_at.unix_seconds().into(),
                i64::from(token.email_changes()).into(),
                payload.into(),
            ])
            .take();
        self.affect(&statement).await.map(drop)
    }

    async fn consume(&mut self, token: &OneTimeTokenHash) -> Result<bool, Unavailable> {
        let statement = Query::delete()
            .from_table(Column::Table)
            .and_where(Expr::col(Column::TokenHash).eq(hash_value(token)))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    /// First they are found by the index; MariaDB and MySQL take no limit in the subquery of a
    /// deletion.
    async fn delete_older(
        &mut self,
        user: UserId,
        purpose: TokenPurpose,
        kept: u32,
    ) -> Result<u64, Unavailable> {
        let found = self.query(&older(user, purpose, kept)).await;
        let mut deleted = 0;
        for row in found.map_err(unavailable)? {
            let hash: Vec<u8> = row.try_get_by(0).map_err(unavailable)?;
            let hash = read_hash(hash).map_err(Unavailable::new)?;
            deleted += u64::from(self.consume(&hash).await?);
        }
        Ok(deleted)
    }

    async fn delete_of(
        &mut self,
        user: UserId,
        purposes: &[TokenPurpose],
        since: u32,
    ) -> Result<u64, Unavailable> {
        let purposes = purposes.iter().map(|purpose| purpose.as_str());
        let statement = Query::delete()
            .from_table(Column::Table)
            .and_where(Expr::col(Column::UserId).eq(user.as_uuid()))
            .and_where(Expr::col(Column::Purpose).is_in(purposes))
            .and_where(count::at_least(Column::EmailChanges, since))
            .take();
        self.affect(&statement).await
    }
}

#[async_trait]
impl StoredTokens for SeaOrmStore {
    async fn find(
        &self,
        token: &OneTimeTokenHash,
    ) -> Result<Option<(OneTimeToken, Option<Credential>)>, Unavailable> {
        let query = self.build(&find(token));
        let found = self.one(query, read_with_owner).await;
        found.map(Option::flatten)
    }

    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable> {
        self.all(&list(user), |row| {
            let token = read(row)?;
            Ok(token.and_then(OneTimeToken::into_link))
        })
        .await
    }

    async fn purge(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let unit = self.unit().await?;
        let over = purge::tokens(now);
        over.purge::<Vec<u8>>(unit, limit.into()).await
    }
}
