use std::cmp::Reverse;

use async_trait::async_trait;
use vestibule_domain::{
    Credential, Link, OneTimeToken, OneTimeTokenHash, StoredTokens, Timestamp, TokenPurpose,
    Tokens, Unavailable, UserId,
};

use crate::{
    rows::{Rows, delete, purge},
    store::MemoryStore,
    unit::MemoryUnit,
};

impl Rows {
    pub(crate) fn token(
        &self,
        hash: &OneTimeTokenHash,
    ) -> Option<(OneTimeToken, Option<Credential>)> {
        let token = self.tokens.get(hash)?;
        let owner = token.user_id.and_then(|user| self.users.get(&user));
        Some((token.clone(), owner.cloned()))
    }

    pub(crate) fn links_of(&self, user: UserId) -> Vec<Link> {
        let tokens = self.tokens.values();
        let own = tokens.filter(|token| token.user_id == Some(user));
        own.cloned().filter_map(OneTimeToken::into_link).collect()
    }
}

#[async_trait]
impl Tokens for MemoryUnit {
    async fn insert(&mut self, token: &OneTimeToken) -> Result<(), Unavailable> {
        let rows = self.rows();
        let mut user = token.user_id.iter();
        if !user.all(|user| rows.users.contains_key(user)) {
            return Err(Unavailable::new("the user of the token is not there"));
        }
        match rows.tokens.insert(token.hash, token.clone()) {
            Some(_) => Err(Unavailable::new("another token has this hash")),
            None => Ok(()),
        }
    }

    async fn consume(&mut self, token: &OneTimeTokenHash) -> Result<bool, Unavailable> {
        Ok(self.rows().tokens.remove(token).is_some())
    }

    async fn delete_older(
        &mut self,
        user: UserId,
        purpose: TokenPurpose,
        kept: u32,
    ) -> Result<u64, Unavailable> {
        let tokens = &mut self.rows().tokens;
        let all = tokens.values();
        let mut own: Vec<_> = all
            .filter(|token| token.user_id == Some(user) && token.purpose() == purpose)
            .map(|token| (Reverse(token.created_at), token.hash))
            .collect();
        own.sort_by_key(|(latest_first, _)| *latest_first);
        let older = own.into_iter().skip(kept as usize);
        Ok(older.filter_map(|(_, hash)| tokens.remove(&hash)).count() as u64)
    }

    async fn delete_of(
        &mut self,
        user: UserId,
        purposes: &[TokenPurpose],
        since: u32,
    ) -> Result<u64, Unavailable> {
        let is_doomed = |token: &OneTimeToken| {
            token.user_id == Some(user)
                && purposes.contains(&token.purpose())
                && token.email_changes() >= since
        };
        Ok(delete(&mut self.rows().tokens, is_doomed))
    }
}

#[async_trait]
impl StoredTokens for MemoryStore {
    async fn find(
        &self,
        token: &OneTimeTokenHash,
    ) -> Result<Option<(OneTimeToken, Option<Credential>)>, Unavailable> {
        Ok(self.rows().await?.token(token))
    }

    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable> {
        Ok(self.rows().await?.links_of(user))
    }

    async fn purge(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let tokens = &mut self.rows().await?.tokens;
        Ok(purge(tokens, limit, |token| !token.is_valid(now)))
    }
}
