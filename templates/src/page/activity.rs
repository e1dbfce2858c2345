use std::net::{IpAddr, Ipv4Addr};

use serde::Serialize;

use super::Page;
use crate::Message;

/// The events of the user's account.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityPage {
    /// The events, latest first.
    pub events: Vec<EventEntry>,
}

/// An event of the account.
#[derive(Clone, Debug, Serialize)]
pub struct EventEntry {
    /// The type of the event.
    pub what: Message,
    /// The time of the event, in Unix seconds.
    pub at: i64,
    /// The `User-Agent` of the client.
    pub agent: Option<String>,
    /// The IP address of the client.
    pub address: Option<IpAddr>,
}

impl Page for ActivityPage {
    const TEMPLATE: &'static str = "activity.html";
    const ROUTE: Option<&'static str> = Some("users.activity");

    fn samples() -> Vec<Self> {
        let failed = EventEntry {
            what: Message::new("event-login-failed"),
            at: 1_763_990_000,
            agent: None,
            address: None,
        };
        let registered = EventEntry {
            what: Message::new("event-registered"),
            at: 1_763_900_000,
            agent: Some("curl/8.14.1".to_owned()),
            address: Some(Ipv4Addr::new(192, 0, 2, 7).into()),
        };
        vec![
            Self { events: vec![] },
            Self {
                events: vec![failed, registered],
            },
        ]
    }
}
