use std::time::Duration;

use super::Administration;
use crate::{Client, EmailAddress, LinkToken, Unavailable};

impl Administration {
    /// An invitation to register, for one address or for any, to be handed over.
    pub async fn invite(
        &self,
        email: Option<&EmailAddress>,
        lifetime: Duration,
    ) -> Result<LinkToken, Unavailable> {
        let nobody = Client::default();
        self.insist(async || {
            let invited = self
                .accounts
                .invite(email.cloned(), lifetime, None, &nobody);
            invited.await
        })
        .await
    }
}
