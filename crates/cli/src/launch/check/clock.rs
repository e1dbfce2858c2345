use std::time::Duration;

use vestibule_domain::{Clock, ErrorChain, Timestamp};
use vestibule_seaorm::{database_time, sea_orm::DatabaseConnection};
use vestibule_system::SystemClock;

use super::Finding;

const PART: &str = "clock";
/// Further apart, and logs can't be laid beside each other.
const APART: Duration = Duration::from_secs(5);

/// Compares with the clocks of the database and of the server at PUBLIC_URL.
pub(super) async fn compare(
    database: Option<&DatabaseConnection>,
    public_url: Option<Timestamp>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(db) = database {
        match database_time(db).await {
            Ok(there) => found.extend(there.map(|there| judge("the database", there))),
            Err(error) => found.push(Finding::failed(PART, ErrorChain(&error))),
        }
    }
    found.extend(public_url.map(|there| judge("PUBLIC_URL", there)));
    if found.is_empty() {
        found.push(Finding::untried(PART, "no other clock to compare with"));
    }
    found
}

fn judge(whose: &str, there: Timestamp) -> Finding {
    let here = SystemClock.now();
    let apart = here.since(there).max(there.since(here));
    let what = format!(
        "it differs from the clock of {whose} by {} s",
        apart.as_secs()
    );
    match apart < APART {
        true => Finding::ok(PART, what),
        false => Finding::warning(PART, what).advising("synchronize both with NTP"),
    }
}
