use std::time::Duration;

use super::Administration;
use crate::{Client, EmailAddress, Invite, LinkToken, Unavailable};

impl Administration {
    /// An invitation to register, for one address or for any, to be handed over.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn invite(
        &self,
        email: Option<&EmailAddress>,
        lifetime: Duration,
    ) -> Result<LinkToken, Unavailable> {
        let client = Client::default();
        let email = email.cloned();
        self.accounts.invite(email, lifetime, None, &client).await
    }
}
