use async_trait::async_trait;
use vestibule_domain::{
    EmailId, EmailKind, Emails, OneTimeTokenHash, QueuedEmail, StoredEmails, Timestamp,
    Unavailable, UserId,
};

use crate::{
    rows::{Rows, WaitingEmail, delete},
    store::MemoryStore,
    unit::MemoryUnit,
};

impl Rows {
    pub(crate) fn claim_email(
        &mut self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Option<QueuedEmail> {
        let waiting = self.emails.values_mut();
        let claimed = waiting
            .filter(|row| row.due_at <= now)
            .min_by_key(|row| (row.due_at, row.email.id))?;
        claimed.due_at = again_at;
        claimed.email.attempts += 1;
        Some(claimed.email.clone())
    }
}

#[async_trait]
impl Emails for MemoryUnit {
    async fn insert(&mut self, email: &QueuedEmail) -> Result<(), Unavailable> {
        let waiting = WaitingEmail {
            email: email.clone(),
            due_at: email.created_at,
        };
        self.rows().emails.insert(email.id, waiting);
        Ok(())
    }

    async fn set_link(
        &mut self,
        id: EmailId,
        link: &OneTimeTokenHash,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().emails.get_mut(&id);
        Ok(stored.map(|row| row.email.link = Some(*link)).is_some())
    }

    async fn postpone(
        &mut self,
        id: EmailId,
        attempts: u32,
        due_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().emails.get_mut(&id);
        let own = stored.filter(|row| row.email.attempts == attempts);
        Ok(own.map(|row| row.due_at = due_at).is_some())
    }

    async fn delete(&mut self, id: EmailId) -> Result<bool, Unavailable> {
        Ok(self.rows().emails.remove(&id).is_some())
    }

    async fn delete_of(
        &mut self,
        user: UserId,
        kinds: &[EmailKind],
        since: u32,
    ) -> Result<u64, Unavailable> {
        let is_doomed = |WaitingEmail { email, .. }: &WaitingEmail| {
            email.user_id == Some(user)
                && kinds.contains(&email.kind)
                && email.email_changes >= since
        };
        Ok(delete(&mut self.rows().emails, is_doomed))
    }
}

#[async_trait]
impl StoredEmails for MemoryStore {
    async fn claim(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<QueuedEmail>, Unavailable> {
        Ok(self.rows().await?.claim_email(now, again_at))
    }
}
