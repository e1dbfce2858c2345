use std::net::{IpAddr, Ipv4Addr};

use serde::Serialize;

use super::Page;
use crate::Message;

/// The recent events of an account, day by day.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityPage {
    /// The days in UTC on which something happened, the latest first.
    pub days: Vec<ActivityDay>,
}

/// The events of a day.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityDay {
    /// The beginning of the day, in Unix seconds.
    pub at: i64,
    /// The latest first. The same event several times in a row is one entry.
    pub events: Vec<EventEntry>,
}

/// An event, or a run of equal ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventEntry {
    /// What happened.
    pub what: Message,
    /// Whether the user should look at it, such as at a failed login.
    pub is_warning: bool,
    /// When it happened last, in Unix seconds.
    pub at: i64,
    /// How many times it happened in a row.
    pub times: u32,
    /// The `User-Agent` header of the client.
    pub agent: Option<String>,
    /// The IP address of the client.
    pub address: Option<IpAddr>,
}

const DAY: i64 = 24 * 60 * 60;

impl ActivityPage {
    /// Groups events, the latest of which is the first, by day, and joins runs of equal ones.
    pub fn new(events: impl IntoIterator<Item = EventEntry>) -> Self {
        let mut days: Vec<ActivityDay> = Vec::new();
        for event in events {
            let at = event.at - event.at.rem_euclid(DAY);
            match days.last_mut() {
                Some(day) if day.at == at => day.add(event),
                _ => days.push(ActivityDay {
                    at,
                    events: vec![event],
                }),
            }
        }
        Self { days }
    }
}

impl ActivityDay {
    fn add(&mut self, event: EventEntry) {
        match self.events.last_mut() {
            Some(last) if last.is_followed_by(&event) => last.times += event.times,
            _ => self.events.push(event),
        }
    }
}

impl EventEntry {
    fn is_followed_by(&self, earlier: &Self) -> bool {
        let Self {
            what,
            is_warning: _,
            at: _,
            times: _,
            agent,
            address,
        } = earlier;
        (&self.what, &self.agent, &self.address) == (what, agent, address)
    }
}

impl Page for ActivityPage {
    const TEMPLATE: &'static str = "activity.html";
    const ROUTE: Option<&'static str> = Some("users.activity");

    fn samples() -> Vec<Self> {
        let failed = EventEntry {
            what: Message::new("event-login-failed"),
            is_warning: true,
            at: 1_763_990_000,
            times: 1,
            agent: None,
            address: None,
        };
        let registered = EventEntry {
            what: Message::new("event-registered"),
            is_warning: false,
            at: 1_763_900_000,
            times: 1,
            agent: Some("curl/8.14.1".to_owned()),
            address: Some(Ipv4Addr::new(192, 0, 2, 7).into()),
        };
        vec![
            Self::new([]),
            Self::new([failed.clone(), failed, registered]),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_consecutive_events_within_a_day_are_one_entry() {
        let event = |what, at| EventEntry {
            what: Message::new(what),
            is_warning: false,
            at,
            times: 1,
            agent: None,
            address: None,
        };
        let page = ActivityPage::new([
            event("event-login-failed", 3 * DAY + 9),
            event("event-login-failed", 3 * DAY + 5),
            event("event-logged-in", 3 * DAY + 4),
            event("event-login-failed", 3 * DAY),
            event("event-login-failed", 3 * DAY - 1),
        ]);
        let seen = page.days.iter().map(|day| {
            let events = day.events.iter().map(|event| (event.at, event.times));
            (day.at, events.collect::<Vec<_>>())
        });
        assert_eq!(
            seen.collect::<Vec<_>>(),
            [
                (
                    3 * DAY,
                    vec![(3 * DAY + 9, 2), (3 * DAY + 4, 1), (3 * DAY, 1)]
                ),
                (2 * DAY, vec![(3 * DAY - 1, 1)]),
            ]
        );
    }
}
