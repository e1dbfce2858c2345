use std::sync::Arc;

use async_trait::async_trait;
use metrics::counter;
use vestibule_domain::{Mailer, OutgoingEmail, SendError};

const SENT: &str = "sent";
const REFUSED: &str = "refused";
const FAILED: &str = "failed";

/// Counts the results of deliveries. The mail worker decides when to give up, which is an event.
pub(crate) struct CountedMailer(Arc<dyn Mailer>);

impl CountedMailer {
    pub(crate) fn new(mailer: Arc<dyn Mailer>) -> Self {
        for outcome in [SENT, REFUSED, FAILED] {
            count(outcome, 0);
        }
        Self(mailer)
    }
}

#[async_trait]
impl Mailer for CountedMailer {
    async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
        let sent = self.0.send(outgoing).await;
        let outcome = match &sent {
            Ok(()) => SENT,
            Err(SendError::Refused(_)) => REFUSED,
            Err(_) => FAILED,
        };
        count(outcome, 1);
        sent
    }
}

fn count(outcome: &'static str, times: u64) {
    counter!("vestibule_emails_total", "outcome" => outcome).increment(times);
}
