//! Rows that this program did not write: an error with its reason, never a panic, and never
//! another user.

use std::error::Error;

use vestibule_domain::{
    AuthEpoch, EmailKind, LinkPurpose, OneTimeToken, PasswordHash, Store, Timestamp, TokenPurpose,
    Unavailable,
};
use vestibule_seaorm::{
    PoolOptions, SeaOrmStore, connect,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::{
    cancellation::{email_to, event_of, link_of, newcomer},
    database::{self, TestDatabase},
};

on_each_database!(
    invalid_stored_address_is_an_error_with_its_reason,
    invalid_stored_client_address_is_an_error_with_its_reason,
    other_unique_violation_is_not_reported_as_a_taken_address,
    values_of_a_newer_server_are_left_unchanged,
    invalid_stored_email_is_an_error_and_blocks_no_other,
    negative_or_too_large_counts_are_clamped,
);

async fn tampered(database: &TestDatabase, sql: &str) -> SeaOrmStore {
    let db = database.migrated().await;
    let store = SeaOrmStore::new(db.clone());
    let (user, session) = newcomer(1);
    let hash = PasswordHash::new("$sample".to_owned());
    let mut unit = store.begin().await.unwrap();
    unit.users().insert(&user, &hash).await.unwrap();
    assert!(
        unit.sessions()
            .insert(&session, AuthEpoch::FIRST)
            .await
            .unwrap()
    );
    unit.events().insert(&event_of(&user)).await.unwrap();
    let token = OneTimeToken::from(&link_of(&user));
    unit.tokens().insert(&token).await.unwrap();
    unit.emails().insert(&email_to(&user)).await.unwrap();
    unit.commit().await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    store
}

fn reason(error: Unavailable) -> String {
    let mut reason = String::new();
    let mut next: Option<&dyn Error> = Some(&error);
    while let Some(error) = next {
        reason += &format!("{error}; ");
        next = error.source();
    }
    reason
}

async fn invalid_stored_address_is_an_error_with_its_reason(database: &TestDatabase) {
    let store = tampered(database, "UPDATE vestibule_users SET email = 'rubbish'").await;
    let (user, session) = newcomer(1);
    for error in [
        store.sessions().find(&session.token).await.unwrap_err(),
        store
            .users()
            .find_credential(&user.email)
            .await
            .unwrap_err(),
    ] {
        let reason = reason(error);
        assert!(reason.contains(&user.id.to_string()), "{reason}");
        assert!(
            !reason.contains("rubbish"),
            "addresses stay out of the log: {reason}"
        );
    }
}

async fn invalid_stored_client_address_is_an_error_with_its_reason(database: &TestDatabase) {
    let sql = "UPDATE vestibule_sessions SET client_address = '999.1.1.1'";
    let store = tampered(database, sql).await;
    let (user, _) = newcomer(1);
    let dawn = Timestamp::from_unix_seconds(0);
    let sessions = store.sessions().list(user.id, dawn, dawn, 100).await;
    let reason = reason(sessions.unwrap_err());
    assert!(reason.contains("invalid IP address"), "{reason}");
}

async fn other_unique_violation_is_not_reported_as_a_taken_address(database: &TestDatabase) {
    let store = tampered(database, "SELECT 1").await;
    let (twin, _) = newcomer(1);
    let twin = twin.with(|user| user.email = newcomer(2).0.email);
    let mut unit = store.begin().await.unwrap();
    let hash = PasswordHash::new("$sample".to_owned());
    let error = unit.users().insert(&twin, &hash).await.unwrap_err();
    assert!(
        matches!(error, vestibule_domain::EmailError::Unavailable(_)),
        "{error:?}"
    );
    assert!(unit.commit().await.is_err(), "a unit that failed is over");
}

/// During a rolling update, servers of both versions run.
async fn values_of_a_newer_server_are_left_unchanged(database: &TestDatabase) {
    let sql = "UPDATE vestibule_emails SET kind = 'happy_birthday'; \
               UPDATE vestibule_events SET kind = 'had_a_birthday'; \
               UPDATE vestibule_one_time_tokens SET purpose = 'open_the_present'";
    let store = tampered(database, sql).await;
    let (old, _) = newcomer(1);
    let now = old.created_at;
    assert_eq!(store.events().list(old.id, 10).await.unwrap(), []);
    assert_eq!(store.tokens().list_links(old.id).await.unwrap(), []);
    assert_eq!(
        store.tokens().find(&link_of(&old).token).await.unwrap(),
        None
    );
    assert_eq!(store.emails().claim(now, now).await.unwrap(), None);
}

async fn invalid_stored_email_is_an_error_and_blocks_no_other(database: &TestDatabase) {
    let store = tampered(
        database,
        "UPDATE vestibule_emails SET recipient = 'rubbish'",
    )
    .await;
    let queued = email_to(&newcomer(2).0);
    let mut unit = store.begin().await.unwrap();
    unit.emails().insert(&queued).await.unwrap();
    unit.commit().await.unwrap();
    let now = queued.created_at;
    let later = now + std::time::Duration::from_secs(60);
    let mut claimed = Vec::new();
    for _ in 0..3 {
        claimed.push(store.emails().claim(now, later).await);
    }
    let (broken, whole): (Vec<_>, Vec<_>) = claimed.into_iter().partition(Result::is_err);
    let whole: Vec<_> = whole.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert_eq!(
        whole,
        [vestibule_domain::QueuedEmail {
            attempts: 1,
            ..queued
        }]
    );
}

async fn negative_or_too_large_counts_are_clamped(database: &TestDatabase) {
    let (user, session) = newcomer(1);
    let store = tampered(database, "SELECT 1").await;
    let db = connect(&database.url, &PoolOptions::default())
        .await
        .unwrap();
    for (round, stored, read) in [
        (2, -1, 0),
        (3, i64::MIN, 0),
        (4, i64::from(u32::MAX) + 1, u32::MAX),
        (5, i64::MAX, u32::MAX),
    ] {
        for sql in [
            "UPDATE vestibule_users SET failures = ?, device_epoch = ?, email_changes = ?, \
             auth_epoch = ?",
            "UPDATE vestibule_emails SET attempts = ?, email_changes = ?",
            "UPDATE vestibule_one_time_tokens SET email_changes = ?",
        ] {
            let sql = sql.replace('?', &stored.to_string());
            db.execute_unprepared(&sql).await.unwrap();
        }
        if db.get_database_backend() == DbBackend::MySql {
            let sql = format!("UPDATE vestibule_users SET sessions_opened = {stored}");
            db.execute_unprepared(&sql).await.unwrap();
        }
        reads_and_counts(&store, round, read).await;
    }
    // A session is opened and found, and no row with a negative count outlives the user.
    let sql = "UPDATE vestibule_one_time_tokens SET email_changes = -1";
    db.execute_unprepared(sql).await.unwrap();
    let sql = "UPDATE vestibule_emails SET email_changes = -1";
    db.execute_unprepared(sql).await.unwrap();
    assert!(
        store
            .sessions()
            .find(&session.token)
            .await
            .unwrap()
            .is_some()
    );
    let mut unit = store.begin().await.unwrap();
    let purpose = [TokenPurpose::Link(LinkPurpose::VerifyEmail)];
    let links = unit.tokens().delete_of(user.id, &purpose, 0);
    assert_eq!(links.await.unwrap(), 1);
    let emails = unit
        .emails()
        .delete_of(user.id, &[EmailKind::PasswordChanged], 0);
    assert_eq!(emails.await.unwrap(), 1);
    unit.commit().await.unwrap();
}

/// A login, a wrong password, a password reset, a change of address and an email.
async fn reads_and_counts(store: &SeaOrmStore, round: usize, read: u32) {
    let (user, _) = newcomer(1);
    let known = store
        .users()
        .find_credential(&user.email)
        .await
        .unwrap()
        .unwrap();
    let counts = [known.failures, known.device_epoch, known.user.email_changes];
    assert_eq!(counts, [read; 3]);
    let found = store.tokens().find(&link_of(&user).token).await.unwrap();
    let link = found.and_then(|(token, _)| token.into_link()).unwrap();
    assert_eq!(link.email_changes, read);

    let mut unit = store.begin().await.unwrap();
    let another = newcomer(round).1.with(|session| session.user_id = user.id);
    assert!(
        unit.sessions()
            .insert(&another, known.user.auth_epoch)
            .await
            .unwrap()
    );
    unit.users().count_failure(&user.email).await.unwrap();
    let verified = user
        .clone()
        .with(|user| user.email_verified_at = Some(user.created_at));
    let email = verified.verified_email().unwrap();
    unit.users().set_email(user.id, &email).await.unwrap();
    unit.commit().await.unwrap();
    let next = store
        .users()
        .find_credential_by_id(user.id)
        .await
        .unwrap()
        .unwrap();
    let counts = [next.failures, next.user.email_changes];
    assert_eq!(counts, [read.saturating_add(1); 2]);

    let mut unit = store.begin().await.unwrap();
    let now = user.created_at;
    unit.users()
        .set_password(user.id, &known.password, now)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let next = store
        .users()
        .find_credential_by_id(user.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(next.failures, 0);
    assert_ne!(next.device_epoch, read, "no browser is known any more");

    let queued = store.emails().claim(now, now).await.unwrap().unwrap();
    assert_eq!(
        (queued.attempts, queued.email_changes),
        (read.saturating_add(1), read)
    );
    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.emails()
            .postpone(queued.id, queued.attempts, now)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
}

/// Another program may have disabled the checks.
#[tokio::test(flavor = "multi_thread")]
async fn invalid_identifier_is_an_error() {
    let database = database::sqlite().await;
    let sql = "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; \
               UPDATE vestibule_users SET id = x'00'; \
               UPDATE vestibule_sessions SET user_id = x'00', token_hash = x'01'";
    let store = tampered(&database, sql).await;
    let (user, _) = newcomer(1);
    assert!(store.users().find_credential(&user.email).await.is_err());
}
