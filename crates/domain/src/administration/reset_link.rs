use super::Administration;
use crate::{
    Client, EventKind, Link, LinkPurpose, LinkToken, OneTimeToken, TokenPurpose, Unavailable, User,
};

impl Administration {
    /// Creates a password reset link, for the operator to hand over. It verifies the address, as an
    /// emailed one does, and replaces any earlier link.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    pub async fn reset_link(&self, user: &User) -> Result<LinkToken, Unavailable> {
        let ports = &self.accounts.ports;
        let purpose = LinkPurpose::ResetPassword;
        let token = LinkToken::generate(&*ports.random)?;
        let now = ports.clock.now();
        let link = Link {
            token: self.accounts.keys.links.hash(&token),
            purpose,
            user_id: user.id,
            email: user.email.clone(),
            created_at: now,
            expires_at: now + purpose.lifetime(),
            email_changes: 0,
        };
        self.accounts
            .unit("reset_link", || {
                Box::pin(async {
                    let operator = Client::default();
                    let mut work = self.accounts.begin(&operator).await?;
                    let tokens = work.unit.tokens();
                    let purpose = [TokenPurpose::Link(purpose)];
                    tokens.delete_of(user.id, &purpose, 0).await?;
                    tokens.insert(&OneTimeToken::from(&link)).await?;
                    work.record(EventKind::PasswordResetRequested, Some(user.id))
                        .await?;
                    work.commit().await
                })
            })
            .await?;
        Ok(token)
    }
}
