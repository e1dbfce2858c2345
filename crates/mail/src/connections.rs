use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    address::Envelope,
    transport::smtp::{self, client::AsyncSmtpConnection},
};
use tokio::time::Instant;
use vestibule_domain::{SendError, Unavailable};

use crate::{SmtpUrl, conversation::hand_over};

/// Maximum number of idle connections, which mail servers limit.
const KEPT: usize = 4;

/// The longest idle time of a connection. After that, a firewall may have dropped the connection
/// silently, and a write to it would wait in vain.
const KEPT_FOR: Duration = Duration::from_secs(30);

/// Connections to a mail server. A connection is reused only after a complete delivery; any other
/// one is closed. A connection that is reused in the middle of a conversation would mix two emails.
pub(crate) struct Connections {
    server: SmtpUrl,
    kept: Mutex<Vec<(Instant, AsyncSmtpConnection)>>,
}

impl Connections {
    pub(crate) fn new(server: SmtpUrl) -> Self {
        Self {
            server,
            kept: Mutex::new(Vec::new()),
        }
    }

    /// Hands the message over. It may be dropped at any time.
    pub(crate) async fn send(&self, envelope: &Envelope, message: &[u8]) -> Result<(), SendError> {
        let mut connection = self.take().await.map_err(Unavailable::new)?;
        let sent = hand_over(&mut connection, envelope, message).await;
        match sent {
            Ok(()) => self.keep(connection),
            Err(_) => connection.abort().await,
        }
        sent
    }

    async fn take(&self) -> Result<AsyncSmtpConnection, smtp::Error> {
        while let Some(mut connection) = self.take_kept() {
            if connection.test_connected().await {
                return Ok(connection);
            }
        }
        self.server.connect().await
    }

    fn take_kept(&self) -> Option<AsyncSmtpConnection> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(since, _)| since.elapsed() < KEPT_FOR);
        kept.pop().map(|(_, connection)| connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < KEPT {
            kept.push((Instant::now(), connection));
        }
    }
}
