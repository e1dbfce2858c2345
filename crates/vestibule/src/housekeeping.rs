use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::time::sleep;
use vestibule_domain::{AuthService, Causes, Housekeeping, TokenSource, Unavailable};

/// About how often a server looks for what ended.
const EVERY: Duration = Duration::from_secs(10 * 60);
/// Between two batches, so that people who log in are never behind many of them.
const REST: Duration = Duration::from_millis(50);

/// Keeps house in the background, as long as somebody holds `accounts`. Every server does:
/// whichever comes first finds the work, the others find it done.
pub(crate) fn start(
    rooms: Housekeeping,
    accounts: &Arc<dyn AuthService>,
    random: Arc<dyn TokenSource>,
) {
    let accounts: Weak<dyn AuthService> = Arc::downgrade(accounts);
    tokio::spawn(async move {
        loop {
            sleep(some_of(EVERY, &*random)).await;
            if accounts.strong_count() == 0 {
                return;
            }
            if let Err(error) = purge(&rooms).await {
                tracing::warn!(error = %Causes(&error), "sessions that ended were not purged, another time");
            }
        }
    });
}

/// Deletes all that ended, batch by batch, and tells how much it was.
pub(crate) async fn purge(rooms: &Housekeeping) -> Result<u64, Unavailable> {
    let mut purged = 0;
    loop {
        match rooms.purge_batch().await? {
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
