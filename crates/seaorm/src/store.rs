use std::sync::Arc;

use async_trait::async_trait;
use sea_orm::{DatabaseConnection, Statement, prelude::Uuid};
use vestibule_domain::{
    Credential, EmailAddress, Event, Invitation, Link, LinkTokenHash, Mail, Readiness, Session,
    SessionTokenHash, Store, Timestamp, Unavailable, UnitOfWork, User, UserId,
};
use vestibule_migration::{SchemaState, schema_state};

use crate::{
    error::unavailable,
    event, invitation, link, mail,
    patience::Patience,
    purge::{self, Over},
    session, user,
    write_queue::WriteQueue,
};

mod statements;

/// Accounts, and all that belongs to them, in a database. Clones share its pool of connections.
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

    async fn list_sessions(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        let living = session::list(user, now, idle_since, limit);
        self.all(&living, |row| session::read(row).map(Some)).await
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let limit = u64::from(limit);
        let over = |ends, until| Over {
            table: session::Column::Table,
            key: session::Column::Id,
            ends,
            until,
        };
        let expired = over(session::Column::ExpiresAt, now);
        let expired = expired.purge::<Uuid>(self.unit().await?, limit).await?;
        if expired == limit {
            return Ok(expired);
        }
        let idle = over(session::Column::LastSeenAt, idle_since);
        let idle = idle.purge::<Uuid>(self.unit().await?, limit - expired);
        match idle.await {
            // What is gone is told; the rest is there the next time.
            Err(error) if error.is_conflict() && expired > 0 => Ok(expired),
            idle => Ok(expired + idle?),
        }
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        self.one(self.build(&user::find_by_email(email)), |row| {
            user::read_credential(row, 0)
        })
        .await
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        self.one(self.build(&user::find_by_id(user)), |row| {
            user::read_credential(row, 0)
        })
        .await
    }

    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        let page = user::list(after, limit);
        self.all(&page, |row| user::read_credential(row, 0).map(Some))
            .await
    }

    async fn find_link(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<(Link, Credential)>, Unavailable> {
        let query = self.build(&link::find_by_token(token));
        let found = self.one(query, |row| {
            let known = user::read_credential(row, link::COLUMNS.len())?;
            Ok(link::read(row)?.map(|link| (link, known)))
        });
        found.await.map(Option::flatten)
    }

    async fn find_invitation(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<Invitation>, Unavailable> {
        self.one(
            self.build(&invitation::find_by_token(token)),
            invitation::read,
        )
        .await
    }

    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable> {
        self.all(&link::list(user), link::read).await
    }

    async fn list_events(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.all(&event::list(user, limit), event::read).await
    }

    /// Mostly nothing is due. To look for it is one query, and nobody's turn to write.
    async fn claim_mail(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<Mail>, Unavailable> {
        let due = self.one(self.build(&mail::due(now)), |_| Ok(())).await?;
        match due {
            Some(()) => mail::claim(self.unit().await?, now, again_at).await,
            None => Ok(None),
        }
    }

    async fn list_users_to_delete(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable> {
        let due = user::list_to_delete(now, limit);
        self.all(&due, |row| user::read(row, 0).map(Some)).await
    }

    async fn purge_links(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let unit = self.unit().await?;
        let over = purge::links(now);
        over.purge::<Vec<u8>>(unit, limit.into()).await
    }

    async fn purge_invitations(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let unit = self.unit().await?;
        let over = purge::invitations(now);
        over.purge::<Vec<u8>>(unit, limit.into()).await
    }

    async fn purge_events(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let unit = self.unit().await?;
        let over = purge::events(until);
        over.purge::<Uuid>(unit, limit.into()).await
    }
}

#[async_trait]
impl Readiness for SeaOrmStore {
    /// One query.
    async fn check(&self) -> Result<(), Unavailable> {
        if self.queue.is_replaced() {
            return Err(Unavailable::new("the database file was replaced"));
        }
        match self.patience.wait(schema_state(&self.db)).await {
            Ok(SchemaState::Current) => Ok(()),
            Ok(other) => Err(Unavailable::new(format!(
                "the schema is not current: {other:?}"
            ))),
            Err(error) => Err(unavailable(error)),
        }
    }
}
