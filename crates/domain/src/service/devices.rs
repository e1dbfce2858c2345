use super::{Accounts, LoggedIn, work::Work};
use crate::{EmailKind, EmailVerification, Unavailable, User, UserId};

impl Accounts {
    /// Adds the user to the cookie of the browser, and sends a notice if the browser is new.
    pub(super) async fn remember_device(
        &self,
        work: &mut Work<'_>,
        logged_in: &mut LoggedIn,
        sent: Option<&str>,
        epoch: u32,
    ) -> Result<(), Unavailable> {
        let user = &logged_in.current.user;
        let device = sent.and_then(|sent| self.keys.devices.read(sent));
        let is_known = device
            .as_ref()
            .is_some_and(|device| self.keys.devices.knows(device, user.id, epoch));
        // A user who verifies the address at this moment needs no notice.
        let proves = user.email_verified_at == Some(self.ports.clock.now());
        if !is_known && !proves && self.is_reader(user) {
            work.queue_email(EmailKind::NewBrowser, &user.email, Some(user.id), None)
                .await?;
        }
        let device = self.known_device(user.id, sent, epoch)?;
        logged_in.device = Some(device);
        Ok(())
    }

    /// Whether notices go to the user's address. A user who registered a foreign address must not
    /// flood that mailbox, by logging in or by failing to.
    pub(crate) fn is_reader(&self, user: &User) -> bool {
        user.email_verified_at.is_some() || self.policy.verification == EmailVerification::Off
    }

    /// What the browser is to send from now on, by which it is known to be this user's.
    pub(super) fn known_device(
        &self,
        user: UserId,
        sent: Option<&str>,
        epoch: u32,
    ) -> Result<String, Unavailable> {
        let keys = &self.keys.devices;
        let device = sent.and_then(|sent| keys.read(sent));
        let device = keys.after_login(device, user, epoch, &*self.ports.random)?;
        Ok(keys.write(&device))
    }
}
