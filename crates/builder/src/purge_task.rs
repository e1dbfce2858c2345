use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::time::sleep;
use vestibule_domain::{Accounts, ErrorChain, PurgeTask, TokenSource, Unavailable};

/// The approximate interval between two purges.
const EVERY: Duration = Duration::from_secs(10 * 60);
/// The pause between two batches, so that logins do not wait for many of them.
const REST: Duration = Duration::from_millis(50);

/// Cleans up in the background until the pages drop the accounts. Every server does: the first one
/// finds the work, the others find it done.
pub(crate) fn start(accounts: Weak<Accounts>, random: Arc<dyn TokenSource>) {
    tokio::spawn(async move {
        loop {
            sleep(some_of(EVERY, &*random)).await;
            let Some(accounts) = accounts.upgrade() else {
                return;
            };
            if let Err(error) = purge(&PurgeTask::new(accounts)).await {
                tracing::warn!(error = %ErrorChain(&error), "purge failed; retrying");
            }
        }
    });
}

/// Deletes expired rows, batch by batch, and returns how many.
///
/// # Errors
///
/// If the store does not answer.
pub async fn purge(task: &PurgeTask) -> Result<u64, Unavailable> {
    let mut purged = 0;
    loop {
        match task.purge_batch().await? {
            0 => return Ok(purged),
            batch => purged += batch,
        }
        sleep(REST).await;
    }
}

/// Half to one and a half of it: servers that were started together do not stay together.
fn some_of(time: Duration, random: &dyn TokenSource) -> Duration {
    let mut byte = [u8::MAX / 2];
    // Without random numbers they do.
    let _ = random.fill(&mut byte);
    time.mul_f64(0.5 + f64::from(byte[0]) / f64::from(u8::MAX))
}
