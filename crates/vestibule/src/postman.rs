use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};
use vestibule_domain::{AuthService, Causes, Postman};

/// How often a server looks for mails of which nobody told it: those that are due again, and
/// those that another server wrote and did not live to send.
const EVERY: Duration = Duration::from_secs(5);
/// A mail server that hangs holds up one of them, and the others go on.
const POSTMEN: usize = 3;

/// Sends mails in the background, as long as somebody holds `accounts`.
pub(crate) fn start(postman: Postman, bell: &Arc<Notify>, accounts: &Arc<dyn AuthService>) {
    let postman = Arc::new(postman);
    for _ in 0..POSTMEN {
        let accounts = Arc::downgrade(accounts);
        tokio::spawn(work(postman.clone(), bell.clone(), accounts));
    }
}

async fn work(postman: Arc<Postman>, bell: Arc<Notify>, accounts: Weak<dyn AuthService>) {
    while accounts.strong_count() > 0 {
        match postman.deliver().await {
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
