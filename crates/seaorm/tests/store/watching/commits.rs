//! SQLite counts the commits of all processes.

use vestibule_domain::{AttemptStore, RateLimit, RateLimitKey, Readiness};

use vestibule_seaorm::transaction;

use super::*;

on_each_database!(sqlite:
    own_changes_of_a_store_are_not_reported_to_it,
    changes_by_others_are_reported,
    no_commit_of_two_writers_is_missed,
    unit_that_changed_nothing_hides_no_other_commit,
    change_by_an_application_is_reported,
    replaced_file_reports_uncertain_changes,
);

async fn own_changes_of_a_store_are_not_reported_to_it(database: &TestDatabase) {
    let watched = watched(database).await;
    let before = watched.heard.anything();

    let person = log_in(&watched.store, 1).await;
    end(&watched.store, &person).await;
    watched.store.events().purge(MORNING, 10).await.unwrap();

    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.anything(), before);
}

async fn changes_by_others_are_reported(database: &TestDatabase) {
    let watched = watched(database).await;
    let other = SeaOrmStore::new(database.connect().await);
    let before = watched.heard.anything();

    log_in(&other, 1).await;

    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.anything(), before + 1);
    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.anything(), before + 1);
}

/// One process writes all the time, and the other is asked after each of its own writes.
async fn no_commit_of_two_writers_is_missed(database: &TestDatabase) {
    let watched = Arc::new(watched(database).await);
    let other = SeaOrmStore::new(database.connect().await);
    let person = log_in(&other, 1).await;
    let busy = watched.clone();
    let rate_limit = RateLimit::new(5, Duration::from_secs(60));
    let writing = tokio::spawn(async move {
        for round in 0.. {
            // Every third unit changes nothing, and every fifth is rolled back.
            let mut unit = busy.store.begin().await.unwrap();
            let user = UserId::from_uuid(Uuid::from_u128(if round % 3 == 0 { 999 } else { 1 }));
            unit.users().reset_failures(user).await.unwrap();
            match round % 5 {
                0 => drop(unit),
                _ => unit.commit().await.unwrap(),
            }
            // A write outside of a unit that changes nothing.
            let unused = RateLimitKey::from_bytes([9; 32]);
            let given_back = busy.store.give_attempt_back(&unused, rate_limit);
            given_back.await.unwrap();
            tokio::task::yield_now().await;
        }
    });

    for round in 0..300 {
        let before = watched.heard.anything();
        let mut unit = other.begin().await.unwrap();
        let due = Some(Timestamp::from_unix_seconds(round));
        unit.users()
            .schedule_deletion(person.user_id, due)
            .await
            .unwrap();
        unit.commit().await.unwrap();

        while !watched.changes.are_told().await {
            tokio::task::yield_now().await;
        }
        assert!(watched.heard.anything() > before, "round {round}");
    }
    writing.abort();
}

async fn unit_that_changed_nothing_hides_no_other_commit(database: &TestDatabase) {
    let watched = watched(database).await;
    let other = SeaOrmStore::new(database.connect().await);
    let person = log_in(&other, 1).await;
    assert!(watched.changes.are_told().await);
    let before = watched.heard.anything();

    let mut idle = watched.store.begin().await.unwrap();
    idle.users()
        .reset_failures(UserId::from_uuid(Uuid::nil()))
        .await
        .unwrap();
    idle.commit().await.unwrap();
    end(&other, &person).await;

    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.anything(), before + 1);
}

/// An application may delete a session of another user by a statement of its own.
async fn change_by_an_application_is_reported(database: &TestDatabase) {
    let watched = watched(database).await;
    log_in(&watched.store, 1).await;
    assert!(watched.changes.are_told().await);
    let before = watched.heard.anything();

    let mut unit = watched.store.begin().await.unwrap();
    let transaction = transaction(unit.as_mut()).unwrap();
    let delete = "DELETE FROM vestibule_sessions";
    transaction.execute_unprepared(delete).await.unwrap();
    unit.commit().await.unwrap();

    assert!(watched.changes.are_told().await);
    assert!(watched.heard.anything() > before);
}

/// A backup replaces the file while the server runs: open connections keep using the old file, and new
/// ones use the new file.
async fn replaced_file_reports_uncertain_changes(database: &TestDatabase) {
    let watched = watched(database).await;
    let path = database.url.strip_prefix("sqlite://").unwrap();
    watched.store.check().await.unwrap();
    let backup = format!("{path}.backup");
    let into = format!("VACUUM INTO '{backup}'");
    let db = database.connect().await;
    db.execute_unprepared(&into).await.unwrap();
    std::fs::rename(&backup, path).unwrap();

    let refused = async {
        while watched.changes.are_told().await {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(30), refused).await.unwrap();
    assert!(watched.store.check().await.is_err(), "the server says so");
}
