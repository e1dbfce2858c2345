use async_trait::async_trait;
use sea_orm::{
    DeriveIden, QueryResult, Value,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use vestibule_domain::{
    EmailAddress, Link, LinkPurpose, LinkTokenHash, Links, Timestamp, Unavailable, UserId,
};

use crate::{count, error::Unreadable, unit::Unit, user};

#[derive(Clone, Copy, DeriveIden)]
pub(crate) enum Column {
    #[sea_orm(iden = "vestibule_links")]
    Table,
    TokenHash,
    Purpose,
    UserId,
    Email,
    CreatedAt,
    ExpiresAt,
    EmailChanges,
}

/// What [`read`] reads, and [`Links::insert`] writes, in this order.
pub(crate) const COLUMNS: [Column; 7] = [
    Column::TokenHash,
    Column::Purpose,
    Column::UserId,
    Column::Email,
    Column::CreatedAt,
    Column::ExpiresAt,
    Column::EmailChanges,
];

/// Reads the columns of a link from a row that begins with them. `None`: only a newer server
/// knows what it is good for.
pub(crate) fn read(row: &QueryResult) -> Result<Option<Link>, Unreadable> {
    let purpose: String = row.try_get_by(1)?;
    let Some(purpose) = LinkPurpose::parse(&purpose) else {
        return Ok(None);
    };
    let email: String = row.try_get_by(3)?;
    Ok(Some(Link {
        token: read_token(row.try_get_by(0)?)?,
        purpose,
        user_id: UserId::from_uuid(row.try_get_by(2)?),
        email: EmailAddress::parse(&email)?,
        created_at: Timestamp::from_unix_seconds(row.try_get_by(4)?),
        expires_at: Timestamp::from_unix_seconds(row.try_get_by(5)?),
        email_changes: count::read(row.try_get_by(6)?),
    }))
}

pub(crate) fn read_token(stored: Vec<u8>) -> Result<LinkTokenHash, Unreadable> {
    Ok(LinkTokenHash::from_bytes(stored.as_slice().try_into()?))
}

pub(crate) fn token_value(token: &LinkTokenHash) -> Value {
    token.as_bytes().as_slice().into()
}

/// The link and the credential of its user.
pub(crate) fn find_by_token(token: &LinkTokenHash) -> SelectStatement {
    Query::select()
        .columns(COLUMNS.map(|column| (Column::Table, column)))
        .columns(user::COLUMNS.map(|column| (user::Column::Table, column)))
        .columns(user::COUNTED.map(|column| (user::Column::Table, column)))
        .from(Column::Table)
        .inner_join(
            user::Column::Table,
            Expr::col((user::Column::Table, user::Column::Id))
                .equals((Column::Table, Column::UserId)),
        )
        .and_where(Expr::col(Column::TokenHash).eq(token_value(token)))
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
impl Links for Unit {
    async fn insert(&mut self, link: &Link) -> Result<(), Unavailable> {
        let statement = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS)
            .values_panic([
                token_value(&link.token).into(),
                link.purpose.as_str().into(),
                link.user_id.as_uuid().into(),
                link.email.as_str().into(),
                link.created_at.unix_seconds().into(),
                link.expires_at.unix_seconds().into(),
                i64::from(link.email_changes).into(),
            ])
            .take();
        self.affect(&statement).await.map(drop)
    }

    async fn delete(&mut self, token: &LinkTokenHash) -> Result<bool, Unavailable> {
        let statement = Query::delete()
            .from_table(Column::Table)
            .and_where(Expr::col(Column::TokenHash).eq(token_value(token)))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn delete_of(
        &mut self,
        user: UserId,
        purposes: &[LinkPurpose],
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
