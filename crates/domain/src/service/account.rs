use super::{Accounts, ConfirmPasswordError, MayConflict, work::Work};
use crate::{
    Client, CurrentUser, DeleteIf, Event, EventKind, Link, MailKind, PlainPassword, Session,
    Timestamp, TooManyAttempts, Unavailable, User,
};

/// What becomes of an account that its owner does not want any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// It is gone.
    Done,
    /// It will be gone then, unless the person logs in before.
    Due(Timestamp),
}

/// All that is kept about a person, secrets aside.
#[derive(Clone, Debug)]
pub struct AccountExport {
    /// The account.
    pub user: User,
    /// Sessions that live, of the 10,000 that were seen last, and the present one.
    pub sessions: Vec<Session>,
    /// Mailed links that were not used.
    pub links: Vec<Link>,
    /// What happened, the latest first, at most 10,000 of it.
    pub events: Vec<Event>,
}

/// Why an account's data was not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The account took too many copies.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl MayConflict for ExportError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}

impl Accounts {
    /// Longer than anybody reads, short enough to be read at once.
    const EXPORTED: u32 = 10_000;

    pub(super) async fn delete_account(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<Deletion, ConfirmPasswordError> {
        let proven = self.prove(by, &current).await?;
        let mut work = self.begin(&by.client).await?;
        work.still_holds(&proven).await?;
        let user = proven.user;
        let deletion = match self.policy.deletion_grace {
            grace if grace.is_zero() => {
                self.erase(&mut work, &user, DeleteIf::Exists).await?;
                Deletion::Done
            }
            grace => {
                let due_at = self.ports.clock.now() + grace;
                let (unit, id) = (&mut work.unit, Some(user.id));
                unit.schedule_deletion(user.id, Some(due_at)).await?;
                unit.delete_sessions(user.id, None).await?;
                work.mail(MailKind::DeletionScheduled, &user.email, id, None)
                    .await?;
                work.record(EventKind::DeletionScheduled, id).await?;
                Deletion::Due(due_at)
            }
        };
        work.commit().await?;
        Ok(deletion)
    }

    /// Deletes everything at once, and tells whether the account was there. What stays is that
    /// it happened, and a mail to whom it belonged.
    pub(crate) async fn erase(
        &self,
        work: &mut Work<'_>,
        user: &User,
        condition: DeleteIf,
    ) -> Result<bool, Unavailable> {
        let erased = work.unit.delete_user(user.id, condition).await?;
        if erased {
            work.mail(MailKind::AccountDeleted, &user.email, None, None)
                .await?;
            work.record(EventKind::AccountDeleted, Some(user.id))
                .await?;
        }
        Ok(erased)
    }

    pub(super) async fn export_account(
        &self,
        by: &CurrentUser,
    ) -> Result<AccountExport, ExportError> {
        let charge = self.charge_account("exports", by.id, |limits| limits.exports);
        let charge = charge.await??;
        let export = self.collect(by).await;
        self.settle(charge, export).await
    }

    async fn collect(&self, by: &CurrentUser) -> Result<AccountExport, ExportError> {
        let store = &self.ports.store;
        let export = AccountExport {
            user: by.user.clone(),
            sessions: self.list_sessions(by, Self::EXPORTED).await?,
            links: store.list_links(by.id).await?,
            events: store.list_events(by.id, Self::EXPORTED).await?,
        };
        self.note(EventKind::DataExported, Some(by.id), &by.client)
            .await?;
        Ok(export)
    }

    pub(super) async fn list_events(
        &self,
        by: &CurrentUser,
        limit: u32,
    ) -> Result<Vec<Event>, Unavailable> {
        self.ports.store.list_events(by.id, limit).await
    }

    /// Deletes accounts whose time of grace is over, a few, and tells how many.
    pub(crate) async fn delete_due_accounts(&self, limit: u32) -> Result<u64, Unavailable> {
        let now = self.ports.clock.now();
        let mut deleted = 0;
        for user in self.ports.store.list_users_to_delete(now, limit).await? {
            let nobody = Client::default();
            let mut work = self.begin(&nobody).await?;
            if self.erase(&mut work, &user, DeleteIf::DueAt(now)).await? {
                work.commit().await?;
                deleted += 1;
            }
        }
        Ok(deleted)
    }
}
