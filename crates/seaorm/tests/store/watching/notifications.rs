//! PostgreSQL notifies all listeners.

use super::*;

on_each_database!(postgres:
    user_of_a_revoked_session_is_reported,
    change_by_an_operator_is_reported,
    time_of_last_use_is_not_reported_as_a_change,
    killed_channel_reports_uncertain_changes_and_reconnects,
    change_by_a_replication_session_is_reported,
    missing_trigger_reports_uncertain_changes,
);

async fn user_of_a_revoked_session_is_reported(database: &TestDatabase) {
    let watched = watched(database).await;
    let other = SeaOrmStore::new(database.connect().await);
    let person = log_in(&other, 1).await;
    let before = watched.heard.anything();
    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.users(), [], "a login revokes no session");

    end(&other, &person).await;

    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.users(), [person.user_id]);
    assert_eq!(watched.heard.anything(), before);
}

/// In the database shell, without the code of Vestibule.
async fn change_by_an_operator_is_reported(database: &TestDatabase) {
    let watched = watched(database).await;
    let person = log_in(&watched.store, 1).await;
    let terminal = database.connect().await;
    for sql in [
        "UPDATE vestibule_users SET disabled_at = 1",
        "UPDATE vestibule_users SET email = 'other@example.com'",
        "UPDATE vestibule_sessions SET expires_at = 1",
        "DELETE FROM vestibule_users",
    ] {
        terminal.execute_unprepared(sql).await.unwrap();
        assert!(watched.changes.are_told().await);
        assert_eq!(watched.heard.users(), [person.user_id], "{sql}");
    }
    let before = watched.heard.anything();
    let truncate = "TRUNCATE vestibule_sessions";
    terminal.execute_unprepared(truncate).await.unwrap();
    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.anything(), before + 1);
}

async fn time_of_last_use_is_not_reported_as_a_change(database: &TestDatabase) {
    let watched = watched(database).await;
    let other = SeaOrmStore::new(database.connect().await);
    let person = log_in(&other, 1).await;

    let mut unit = other.begin().await.unwrap();
    let later = person.last_seen_at + Duration::from_secs(1);
    let touched = unit.sessions().touch(person.id, later, person.last_seen_at);
    assert!(touched.await.unwrap());
    unit.commit().await.unwrap();

    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.users(), []);
}

async fn killed_channel_reports_uncertain_changes_and_reconnects(database: &TestDatabase) {
    let watched = watched(database).await;
    let before = watched.heard.anything();

    kill_the_channel(database).await;

    assert!(!watched.changes.are_told().await);
    let person = log_in(&watched.store, 1).await;
    end(&watched.store, &person).await;
    is_told(&*watched.changes).await;
    assert!(
        watched.heard.anything() > before,
        "what was missed is not known"
    );
}

async fn change_by_a_replication_session_is_reported(database: &TestDatabase) {
    let watched = watched(database).await;
    let person = log_in(&watched.store, 1).await;
    let terminal = database.connect().await;
    let delete = "SET session_replication_role = replica; DELETE FROM vestibule_sessions";
    terminal.execute_unprepared(delete).await.unwrap();
    assert!(watched.changes.are_told().await);
    assert_eq!(watched.heard.users(), [person.user_id]);
}

/// Tools that copy a database may omit or disable the triggers, also while a server runs.
async fn missing_trigger_reports_uncertain_changes(database: &TestDatabase) {
    let terminal = database.connect().await;
    let watched = watched(database).await;
    for (table, trigger) in [
        ("vestibule_users", "vestibule_users_tell_changes"),
        ("vestibule_sessions", "vestibule_sessions_tell_changes"),
        ("vestibule_sessions", "vestibule_sessions_tell_truncate"),
    ] {
        let alter = |how| format!("ALTER TABLE {table} {how} TRIGGER {trigger}");
        terminal
            .execute_unprepared(&alter("DISABLE"))
            .await
            .unwrap();
        let refused = async {
            while watched.changes.are_told().await {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let refused = timeout(Duration::from_secs(30), refused).await;
        refused.unwrap_or_else(|_| panic!("{trigger} is disabled, and changes are told"));
        terminal.execute_unprepared(&alter("ENABLE")).await.unwrap();
        is_told(&*watched.changes).await;
    }
}
