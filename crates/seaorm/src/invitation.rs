use async_trait::async_trait;
use sea_orm::{
    DeriveIden, QueryResult,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use vestibule_domain::{
    EmailAddress, Invitation, Invitations, LinkTokenHash, Timestamp, Unavailable,
};

use crate::{
    error::Unreadable,
    link::{read_token, token_value},
    unit::Unit,
};

#[derive(Clone, Copy, DeriveIden)]
pub(crate) enum Column {
    #[sea_orm(iden = "vestibule_invitations")]
    Table,
    TokenHash,
    Email,
    CreatedAt,
    ExpiresAt,
}

/// What [`read`] reads, and [`Invitations::insert`] writes, in this order.
const COLUMNS: [Column; 4] = [
    Column::TokenHash,
    Column::Email,
    Column::CreatedAt,
    Column::ExpiresAt,
];

pub(crate) fn read(row: &QueryResult) -> Result<Invitation, Unreadable> {
    let email: Option<String> = row.try_get_by(1)?;
    let email = email.map(|email| EmailAddress::parse(&email)).transpose()?;
    Ok(Invitation {
        token: read_token(row.try_get_by(0)?)?,
        email,
        created_at: Timestamp::from_unix_seconds(row.try_get_by(2)?),
        expires_at: Timestamp::from_unix_seconds(row.try_get_by(3)?),
    })
}

pub(crate) fn find_by_token(token: &LinkTokenHash) -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .from(Column::Table)
        .and_where(Expr::col(Column::TokenHash).eq(token_value(token)))
        .take()
}

#[async_trait]
impl Invitations for Unit {
    async fn insert(&mut self, invitation: &Invitation) -> Result<(), Unavailable> {
        let email = invitation.email.as_ref().map(EmailAddress::as_str);
        let statement = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS)
            .values_panic([
                token_value(&invitation.token).into(),
                email.into(),
                invitation.created_at.unix_seconds().into(),
                invitation.expires_at.unix_seconds().into(),
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
}
