use super::Administration;
use crate::{Client, EventKind, Link, LinkPurpose, LinkToken, Unavailable, User};

impl Administration {
    /// A link by which the person chooses a new password, to be handed over to them. It proves
    /// their address, as a mailed one does, and replaces any that was made before.
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
                    work.unit.links().delete_of(user.id, &[purpose], 0).await?;
                    work.unit.links().insert(&link).await?;
                    work.record(EventKind::PasswordResetRequested, Some(user.id))
                        .await?;
                    work.commit().await
                })
            })
            .await?;
        Ok(token)
    }
}
