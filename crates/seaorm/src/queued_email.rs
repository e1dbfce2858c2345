use async_trait::async_trait;
use sea_orm::{
    DeriveIden, QueryResult,
    prelude::Uuid,
    sea_query::{
        Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement, UpdateStatement,
    },
};
use vestibule_domain::{
    Client, EmailAddress, EmailId, EmailKind, Emails, Language, OneTimeTokenHash, QueuedEmail,
    StoredEmails, Timestamp, Unavailable, UnitOfWork, UserId,
};

use crate::{
    SeaOrmStore, client, count,
    error::{Unreadable, unavailable},
    one_time_token,
    unit::Unit,
};

#[derive(Clone, Copy, DeriveIden)]
enum Column {
    #[sea_orm(iden = "vestibule_emails")]
    Table,
    Id,
    Kind,
    Recipient,
    UserId,
    OtherEmail,
    ClientAddress,
    ClientAgent,
    Language,
    CreatedAt,
    DueAt,
    Attempts,
    LinkHash,
    EmailChanges,
}

/// What [`read`] reads, in this order.
const COLUMNS: [Column; 12] = [
    Column::Id,
    Column::Attempts,
    Column::Kind,
    Column::Recipient,
    Column::UserId,
    Column::OtherEmail,
    Column::ClientAddress,
    Column::ClientAgent,
    Column::Language,
    Column::CreatedAt,
    Column::LinkHash,
    Column::EmailChanges,
];

fn read(row: &QueryResult) -> Result<QueuedEmail, Unreadable> {
    let kind: String = row.try_get_by(2)?;
    let to: String = row.try_get_by(3)?;
    let user_id: Option<Uuid> = row.try_get_by(4)?;
    let other_email: Option<String> = row.try_get_by(5)?;
    let language: Option<String> = row.try_get_by(8)?;
    let link: Option<Vec<u8>> = row.try_get_by(10)?;
    Ok(QueuedEmail {
        id: EmailId::from_uuid(row.try_get_by(0)?),
        kind: EmailKind::parse(&kind).ok_or("no known kind of email")?,
        to: EmailAddress::parse(&to)?,
        user_id: user_id.map(UserId::from_uuid),
        other_email: other_email
            .map(|other| EmailAddress::parse(&other))
            .transpose()?,
        email_changes: count::read(row.try_get_by(11)?),
        client: client::read(row, 6)?.reading(language.and_then(|tag| Language::parse(&tag))),
        created_at: Timestamp::from_unix_seconds(row.try_get_by(9)?),
        link: link.map(one_time_token::read_hash).transpose()?,
        attempts: count::read(row.try_get_by(1)?),
    })
}

/// The email that is due longest. A kind that only a newer server knows is left to that server.
pub(crate) fn due(now: Timestamp) -> SelectStatement {
    let known = EmailKind::ALL.iter().map(|kind| kind.as_str());
    Query::select()
        .columns(COLUMNS)
        .from(Column::Table)
        .and_where(Expr::col(Column::DueAt).lte(now.unix_seconds()))
        .and_where(Expr::col(Column::Kind).is_in(known))
        .order_by(Column::DueAt, Order::Asc)
        .limit(1)
        .take()
}

/// The emails that wait in the database, of all servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outbox {
    /// The number of emails; counting stops at 10,000.
    pub waiting: u64,
    /// Since when the oldest of them waits.
    pub oldest: Option<Timestamp>,
}

/// The number of waiting emails, and the time of the first one, which the index of the identifiers
/// finds because they are ordered by time. The count has a limit.
pub(crate) fn waiting_longest() -> SelectStatement {
    const MOST_COUNTED: u64 = 10_000;
    let first = Query::select()
        .column(Column::CreatedAt)
        .from(Column::Table)
        .order_by(Column::Id, Order::Asc)
        .limit(MOST_COUNTED)
        .take();
    Query::select()
        .expr(Expr::col(Column::CreatedAt).count())
        .expr(Expr::col(Column::CreatedAt).min())
        .from_subquery(first, "waiting")
        .take()
}

pub(crate) fn read_outbox(row: &QueryResult) -> Result<Outbox, Unreadable> {
    let waiting: i64 = row.try_get_by(0)?;
    let oldest: Option<i64> = row.try_get_by(1)?;
    Ok(Outbox {
        waiting: waiting.try_into()?,
        oldest: oldest.map(Timestamp::from_unix_seconds),
    })
}

/// Claims the email that is due longest, and skips those that other servers are claiming.
///
/// It is claimed before it is read: a row that cannot be read, because another program wrote it, causes
/// an error at its next attempt and does not block the others.
pub(crate) async fn claim(
    mut unit: Unit,
    now: Timestamp,
    again_at: Timestamp,
) -> Result<Option<QueuedEmail>, Unavailable> {
    let free = due(now)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .take();
    let found = unit.query(&free).await.map_err(unavailable)?;
    let Some(row) = found.first() else {
        return Ok(None);
    };
    let take = take(row, again_at).map_err(Unavailable::new)?;
    if unit.affect(&take).await? == 0 {
        return Ok(None);
    }
    Box::new(unit).commit().await?;
    let queued = read(row).map_err(Unavailable::new)?;
    Ok(Some(QueuedEmail {
        attempts: queued.attempts.saturating_add(1),
        ..queued
    }))
}

fn take(row: &QueryResult, again_at: Timestamp) -> Result<UpdateStatement, Unreadable> {
    let id: Uuid = row.try_get_by(0)?;
    let attempts: i64 = row.try_get_by(1)?;
    let next = count::read(attempts).saturating_add(1);
    Ok(waiting(EmailId::from_uuid(id))
        .value(Column::Attempts, i64::from(next))
        .value(Column::DueAt, again_at.unix_seconds())
        .and_where(Expr::col(Column::Attempts).eq(attempts))
        .take())
}

/// Updates an email.
fn waiting(id: EmailId) -> UpdateStatement {
    Query::update()
        .table(Column::Table)
        .and_where(Expr::col(Column::Id).eq(id.as_uuid()))
        .take()
}

#[async_trait]
impl Emails for Unit {
    async fn insert(&mut self, queued: &QueuedEmail) -> Result<(), Unavailable> {
        let Client { language, .. } = &queued.client;
        let [address, agent] = client::values(&queued.client);
        let email = |email: &EmailAddress| email.as_str().to_owned();
        let statement = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS.into_iter().chain([Column::DueAt]))
            .values_panic([
                queued.id.as_uuid().into(),
                i64::from(queued.attempts).into(),
                queued.kind.as_str().into(),
                email(&queued.to).into(),
                queued.user_id.map(|user| user.as_uuid()).into(),
                queued.other_email.as_ref().map(email).into(),
                address.into(),
                agent.into(),
                language.as_ref().map(|tag| tag.as_str().to_owned()).into(),
                queued.created_at.unix_seconds().into(),
                queued.link.map(|link| link.as_bytes().to_vec()).into(),
                i64::from(queued.email_changes).into(),
                queued.created_at.unix_seconds().into(),
            ])
            .take();
        self.affect(&statement).await.map(drop)
    }

    async fn set_link(
        &mut self,
        id: EmailId,
        link: &OneTimeTokenHash,
    ) -> Result<bool, Unavailable> {
        let statement = waiting(id)
            .value(Column::LinkHash, one_time_token::hash_value(link))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn postpone(
        &mut self,
        id: EmailId,
        attempts: u32,
        due_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let statement = waiting(id)
            .value(Column::DueAt, due_at.unix_seconds())
            .and_where(Expr::col(Column::Attempts).eq(i64::from(attempts)))
            .take();
        self.affect(&statement).await.map(|rows| rows > 0)
    }

    async fn delete(&mut self, id: EmailId) -> Result<bool, Unavailable> {
        let this = Expr::col(Column::Id).eq(id.as_uuid());
        self.delete_emails_where(this).await.map(|rows| rows > 0)
    }

    async fn delete_of(
        &mut self,
        user: UserId,
        kinds: &[EmailKind],
        since: u32,
    ) -> Result<u64, Unavailable> {
        let kinds = kinds.iter().map(|kind| kind.as_str());
        let doomed = Expr::col(Column::UserId)
            .eq(user.as_uuid())
            .and(Expr::col(Column::Kind).is_in(kinds))
            .and(count::at_least(Column::EmailChanges, since));
        self.delete_emails_where(doomed).await
    }
}

impl Unit {
    pub(crate) async fn delete_emails_of(&mut self, user: UserId) -> Result<u64, Unavailable> {
        let theirs = Expr::col(Column::UserId).eq(user.as_uuid());
        self.delete_emails_where(theirs).await
    }

    async fn delete_emails_where(&mut self, doomed: Expr) -> Result<u64, Unavailable> {
        let statement = Query::delete()
            .from_table(Column::Table)
            .and_where(doomed)
            .take();
        self.affect(&statement).await
    }
}

#[async_trait]
impl StoredEmails for SeaOrmStore {
    /// Reads first: usually no email is due, and then no write lock is taken.
    async fn claim(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<QueuedEmail>, Unavailable> {
        let due = self.one(self.build(&due(now)), |_| Ok(())).await?;
        match due {
            Some(()) => claim(self.unit().await?, now, again_at).await,
            None => Ok(None),
        }
    }
}
