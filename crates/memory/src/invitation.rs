use async_trait::async_trait;
use vestibule_domain::{Invitation, Invitations, LinkTokenHash, Unavailable};

use crate::unit::MemoryUnit;

#[async_trait]
impl Invitations for MemoryUnit {
    async fn insert(&mut self, invitation: &Invitation) -> Result<(), Unavailable> {
        let invitations = &mut self.rows().invitations;
        match invitations.insert(invitation.token, invitation.clone()) {
            Some(_) => Err(Unavailable::new("another invitation has this token")),
            None => Ok(()),
        }
    }

    async fn delete(&mut self, token: &LinkTokenHash) -> Result<bool, Unavailable> {
        Ok(self.rows().invitations.remove(token).is_some())
    }
}
