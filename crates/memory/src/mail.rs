use async_trait::async_trait;
use vestibule_domain::{
    Mail, MailId, MailKind, Mails, OneTimeTokenHash, StoredMails, Timestamp, Unavailable, UserId,
};

use crate::{
    rows::{Rows, WaitingMail, delete},
    store::MemoryStore,
    unit::MemoryUnit,
};

impl Rows {
    pub(crate) fn claim_mail(&mut self, now: Timestamp, again_at: Timestamp) -> Option<Mail> {
        let waiting = self.mails.values_mut();
        let claimed = waiting
            .filter(|row| row.due_at <= now)
            .min_by_key(|row| (row.due_at, row.mail.id))?;
        claimed.due_at = again_at;
        claimed.mail.attempts += 1;
        Some(claimed.mail.clone())
    }
}

#[async_trait]
impl Mails for MemoryUnit {
    async fn insert(&mut self, mail: &Mail) -> Result<(), Unavailable> {
        let waiting = WaitingMail {
            mail: mail.clone(),
            due_at: mail.created_at,
        };
        self.rows().mails.insert(mail.id, waiting);
        Ok(())
    }

    async fn set_link(
        &mut self,
        mail: MailId,
        link: &OneTimeTokenHash,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().mails.get_mut(&mail);
        Ok(stored.map(|row| row.mail.link = Some(*link)).is_some())
    }

    async fn postpone(
        &mut self,
        mail: MailId,
        attempts: u32,
        due_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().mails.get_mut(&mail);
        let own = stored.filter(|row| row.mail.attempts == attempts);
        Ok(own.map(|row| row.due_at = due_at).is_some())
    }

    async fn delete(&mut self, mail: MailId) -> Result<bool, Unavailable> {
        Ok(self.rows().mails.remove(&mail).is_some())
    }

    async fn delete_of(
        &mut self,
        user: UserId,
        kinds: &[MailKind],
        since: u32,
    ) -> Result<u64, Unavailable> {
        let is_doomed = |WaitingMail { mail, .. }: &WaitingMail| {
            mail.user_id == Some(user) && kinds.contains(&mail.kind) && mail.email_changes >= since
        };
        Ok(delete(&mut self.rows().mails, is_doomed))
    }
}

#[async_trait]
impl StoredMails for MemoryStore {
    async fn claim(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<Mail>, Unavailable> {
        Ok(self.rows().await?.claim_mail(now, again_at))
    }
}
