use async_trait::async_trait;

use super::{Accounts, ManageSessions, ProofError, work::Work};
use crate::{
    Client, CurrentUser, DeleteIf, EmailKind, Event, EventKind, Link, RecentlyAuthenticated,
    Session, Timestamp, TooManyAttempts, Unavailable, User,
};

/// What becomes of an account that its owner does not want any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// It is gone.
    Done,
    /// The account will be deleted at this time, unless the user logs in before.
    Due(Timestamp),
}

/// All stored data of a user, without secrets.
#[derive(Clone, Debug)]
pub struct AccountExport {
    /// The account.
    pub user: User,
    /// Sessions that live, of the 10,000 that were seen last, and the present one.
    pub sessions: Vec<Session>,
    /// Emailed links that were not used.
    pub links: Vec<Link>,
    /// What happened, the latest first, at most 10,000 of it.
    pub events: Vec<Event>,
}

/// Why an account's data was not exported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The account took too many copies.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: the events and the data of a user, and the deletion of the account.
#[async_trait]
pub trait ManageAccount: Send + Sync {
    /// What happened around the user's account, the latest first, at most `limit` of it.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    async fn list_events(&self, by: &CurrentUser, limit: u32) -> Result<Vec<Event>, Unavailable>;

    /// All that is kept about the user, secrets aside.
    ///
    /// # Errors
    ///
    /// If a limit is reached or the store is unavailable.
    async fn export_account(
        &self,
        by: &RecentlyAuthenticated,
    ) -> Result<AccountExport, ExportError>;

    /// Deletes the account, at once or after the time of grace. All sessions end in either case.
    ///
    /// # Errors
    ///
    /// If the password is wrong, the session ended, a limit is reached, or the hasher or the store
    /// is unavailable.
    async fn delete_account(&self, by: &RecentlyAuthenticated) -> Result<Deletion, ProofError>;
}

#[async_trait]
impl ManageAccount for Accounts {
    async fn list_events(&self, by: &CurrentUser, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.ports.store.events().list(by.id, limit).await
    }

    async fn export_account(
        &self,
        by: &RecentlyAuthenticated,
    ) -> Result<AccountExport, ExportError> {
        let attempt = self.limit_account("exports", by.id, |limits| limits.exports);
        attempt.await??;
        let store = &self.ports.store;
        let export = AccountExport {
            user: by.user.clone(),
            sessions: self.list_sessions(by, EXPORTED).await?,
            links: store.tokens().list_links(by.id).await?,
            events: store.events().list(by.id, EXPORTED).await?,
        };
        self.note(EventKind::DataExported, Some(by.id), &by.client)
            .await?;
        Ok(export)
    }

    async fn delete_account(&self, by: &RecentlyAuthenticated) -> Result<Deletion, ProofError> {
        self.unit("delete_account", || {
            Box::pin(async {
                let mut work = self.begin(&by.client).await?;
                work.still_holds(by).await?;
                let deletion = self.leave(&mut work, &by.user).await?;
                work.commit().await?;
                Ok(deletion)
            })
        })
        .await
    }
}

/// More than a user reads, and few enough for one query.
const EXPORTED: u32 = 10_000;

impl Accounts {
    /// Deletes the account at once or after the time of grace.
    async fn leave(&self, work: &mut Work<'_>, user: &User) -> Result<Deletion, Unavailable> {
        let grace = self.policy.deletion_grace;
        if grace.is_zero() {
            self.erase(work, user, DeleteIf::Exists).await?;
            return Ok(Deletion::Done);
        }
        let due_at = self.ports.clock.now() + grace;
        let (unit, id) = (&mut work.unit, Some(user.id));
        unit.users()
            .schedule_deletion(user.id, Some(due_at))
            .await?;
        unit.sessions().delete_all(user.id, None).await?;
        work.queue_email(EmailKind::DeletionScheduled, &user.email, id, None)
            .await?;
        work.record(EventKind::DeletionScheduled, id).await?;
        Ok(Deletion::Due(due_at))
    }

    /// Deletes all data of the account at once, and returns whether it existed. An event remains, and
    /// an email to the user.
    pub(crate) async fn erase(
        &self,
        work: &mut Work<'_>,
        user: &User,
        condition: DeleteIf,
    ) -> Result<bool, Unavailable> {
        let erased = work.unit.users().delete(user.id, condition).await?;
        if erased {
            work.queue_email(EmailKind::AccountDeleted, &user.email, None, None)
                .await?;
            work.record(EventKind::AccountDeleted, Some(user.id))
                .await?;
        }
        Ok(erased)
    }

    /// Deletes a batch of accounts whose grace period expired, and returns their number.
    pub(crate) async fn delete_due_accounts(&self, limit: u32) -> Result<u64, Unavailable> {
        let now = self.ports.clock.now();
        let mut deleted = 0;
        for user in self
            .ports
            .store
            .users()
            .list_due_for_deletion(now, limit)
            .await?
        {
            let (client, due) = (Client::default(), DeleteIf::DueAt(now));
            let erased = self.unit("delete_due_account", || {
                Box::pin(async {
                    let mut work = self.begin(&client).await?;
                    let erased = self.erase(&mut work, &user, due).await?;
                    work.commit().await.map(|()| erased)
                })
            });
            deleted += u64::from(erased.await?);
        }
        Ok(deleted)
    }
}
