use std::cmp::Reverse;

use async_trait::async_trait;
use vestibule_domain::{Event, EventId, Events, StoredEvents, Timestamp, Unavailable, UserId};

use crate::{
    rows::{Rows, purge, without_language},
    store::MemoryStore,
    unit::MemoryUnit,
};

impl Rows {
    pub(crate) fn events_of(&self, user: UserId, limit: u32) -> Vec<Event> {
        let own = self.events.values().filter(|e| e.user_id == Some(user));
        let mut events: Vec<_> = own.cloned().collect();
        events.sort_by_key(|event| Reverse((event.at, event.id)));
        events.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        events
    }
}

#[async_trait]
impl Events for MemoryUnit {
    async fn insert(&mut self, event: &Event) -> Result<(), Unavailable> {
        let event = Event {
            client: without_language(&event.client),
            ..event.clone()
        };
        self.rows().events.insert(event.id, event);
        Ok(())
    }

    async fn replace(&mut self, old: EventId, event: &Event) -> Result<bool, Unavailable> {
        let was_there = self.rows().events.remove(&old).is_some();
        if was_there {
            self.insert(event).await?;
        }
        Ok(was_there)
    }
}

#[async_trait]
impl StoredEvents for MemoryStore {
    async fn list(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable> {
        Ok(self.rows().await?.events_of(user, limit))
    }

    async fn purge(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let events = &mut self.rows().await?.events;
        Ok(purge(events, limit, |event| event.at <= until))
    }
}
