use async_trait::async_trait;
use vestibule_domain::{Credential, Link, LinkPurpose, LinkTokenHash, Links, Unavailable, UserId};

use crate::{
    rows::{Rows, delete},
    unit::MemoryUnit,
};

impl Rows {
    pub(crate) fn link(&self, token: &LinkTokenHash) -> Option<(Link, Credential)> {
        let link = self.links.get(token)?;
        let owner = self.users.get(&link.user_id)?;
        Some((link.clone(), owner.clone()))
    }
}

#[async_trait]
impl Links for MemoryUnit {
    async fn insert(&mut self, link: &Link) -> Result<(), Unavailable> {
        let rows = self.rows();
        if !rows.users.contains_key(&link.user_id) {
            return Err(Unavailable::new("the link is about nobody"));
        }
        match rows.links.insert(link.token, link.clone()) {
            Some(_) => Err(Unavailable::new("another link has this token")),
            None => Ok(()),
        }
    }

    async fn delete(&mut self, token: &LinkTokenHash) -> Result<bool, Unavailable> {
        Ok(self.rows().links.remove(token).is_some())
    }

    async fn delete_of(
        &mut self,
        user: UserId,
        purposes: &[LinkPurpose],
        since: u32,
    ) -> Result<u64, Unavailable> {
        let is_doomed = |link: &Link| {
            link.user_id == user && purposes.contains(&link.purpose) && link.email_changes >= since
        };
        Ok(delete(&mut self.rows().links, is_doomed))
    }
}
