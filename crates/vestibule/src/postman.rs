use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};
use vestibule_domain::{Accounts, Causes, Mailer, Postman};

/// How often a server looks for mails of which nobody told it: those that are due again, and
/// those that another server wrote and did not live to send.
const EVERY: Duration = Duration::from_secs(5);
/// A mail server that hangs holds up one of them, and the others go on.
const POSTMEN: usize = 3;

/// Sends emails in the background until the pages drop the accounts.
pub(crate) fn start(accounts: &Weak<Accounts>, mailer: &Arc<dyn Mailer>, bell: &Arc<Notify>) {
    for _ in 0..POSTMEN {
        tokio::spawn(work(accounts.clone(), mailer.clone(), bell.clone()));
    }
}

async fn work(accounts: Weak<Accounts>, mailer: Arc<dyn Mailer>, bell: Arc<Notify>) {
    while let Some(accounts) = accounts.upgrade() {
        let delivered = Postman::new(accounts, mailer.clone()).deliver().await;
        match delivered {
            Ok(true) => {}
            Ok(false) => {
                // Rung or not: look again.
                let _ = timeout(EVERY, bell.notified()).await;
            }
            Err(error) => {
                // A program that ends breaks its tries off, and nobody needs to hear of that.
                sleep(EVERY).await;
                tracing::warn!(error = %Causes(&error), "mails had to wait");
            }
        }
    }
}
