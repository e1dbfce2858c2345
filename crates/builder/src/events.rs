use std::sync::Arc;

use metrics::counter;
use tokio::sync::Notify;
use vestibule_domain::{Event, EventKind, EventSink};

/// Writes every event to the log, as one line (OWASP ASVS 5.0, 16.3).
pub(crate) struct EventLog;

impl EventSink for EventLog {
    fn emit(&self, event: &Event) {
        tracing::info!(
            event = event.kind.as_str(),
            id = %event.id.as_uuid(),
            user = event.user_id.map(|user| user.to_string()),
            address = event.client.address.map(|address| address.to_string()),
            agent = event.client.agent,
            "account"
        );
    }
}

/// Counts every event by its kind, and logins by how they went.
pub(crate) struct EventCount;

impl EventCount {
    /// Creates all counters with the value 0: monitoring misses the first increment of a counter
    /// that begins at 1.
    pub(crate) fn from_zero() -> Self {
        for kind in EventKind::ALL {
            count(kind, 0);
        }
        Self
    }
}

impl EventSink for EventCount {
    fn emit(&self, event: &Event) {
        count(event.kind, 1);
    }
}

fn count(kind: EventKind, times: u64) {
    counter!("vestibule_events_total", "kind" => kind.as_str()).increment(times);
    let outcome = match kind {
        EventKind::LoggedIn => "succeeded",
        EventKind::LoginFailed => "failed",
        EventKind::LoginRefused => "refused",
        _ => return,
    };
    counter!("vestibule_logins_total", "outcome" => outcome).increment(times);
}

/// Wakes the mail worker: each operation that writes an email has an event.
pub(crate) struct MailWakeUp(pub(crate) Arc<Notify>);

impl EventSink for MailWakeUp {
    fn emit(&self, _: &Event) {
        self.0.notify_one();
    }
}
