use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};
use vestibule_domain::{Accounts, ErrorChain, MailWorker, Mailer};

/// How often a server polls the outbox, for emails that are due for a retry and emails of servers
/// that stopped before they sent them.
const EVERY: Duration = Duration::from_secs(5);
/// Number of workers. A mail server that does not answer blocks one of them, and the others continue.
const WORKERS: usize = 3;

/// Sends emails in the background until the pages drop the accounts.
pub(crate) fn start(accounts: &Weak<Accounts>, mailer: &Arc<dyn Mailer>, wake_up: &Arc<Notify>) {
    for _ in 0..WORKERS {
        tokio::spawn(work(accounts.clone(), mailer.clone(), wake_up.clone()));
    }
}

async fn work(accounts: Weak<Accounts>, mailer: Arc<dyn Mailer>, wake_up: Arc<Notify>) {
    while let Some(accounts) = accounts.upgrade() {
        let delivered = MailWorker::new(accounts, mailer.clone()).deliver().await;
        match delivered {
            Ok(true) => {}
            Ok(false) => {
                // Poll again after a notification or the pause.
                let _ = timeout(EVERY, wake_up.notified()).await;
            }
            Err(error) => {
                // The end of the process cancels a delivery; that is not an error.
                sleep(EVERY).await;
                tracing::warn!(error = %ErrorChain(&error), "mail worker failed; retrying");
            }
        }
    }
}
