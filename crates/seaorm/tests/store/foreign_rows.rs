//! Rows that this program did not write: an error with its reason, never a panic, and never
//! somebody else.

use std::error::Error;

use vestibule_domain::{AuthEpoch, PasswordHash, Store, Timestamp, Unavailable};
use vestibule_seaorm::{SeaOrmStore, sea_orm::ConnectionTrait};

use crate::{
    cancellation::{event_of, link_of, mail_to, newcomer},
    database::{self, TestDatabase},
};

on_each_database!(
    an_address_that_is_none_is_an_error_with_its_reason,
    a_client_address_that_is_none_is_an_error_with_its_reason,
    another_broken_key_than_that_of_the_address_is_not_a_taken_address,
    what_only_a_newer_server_knows_is_left_to_it,
    a_mail_that_is_none_is_an_error_and_holds_up_no_other,
);

async fn tampered(database: &TestDatabase, sql: &str) -> SeaOrmStore {
    let db = database.migrated().await;
    let store = SeaOrmStore::new(db.clone());
    let (user, session) = newcomer(1);
    let hash = PasswordHash::new("$sample".to_owned());
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(&user, &hash).await.unwrap();
    assert!(
        unit.insert_session(&session, AuthEpoch::FIRST)
            .await
            .unwrap()
    );
    unit.insert_event(&event_of(&user)).await.unwrap();
    unit.insert_link(&link_of(&user)).await.unwrap();
    unit.insert_mail(&mail_to(&user)).await.unwrap();
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

async fn an_address_that_is_none_is_an_error_with_its_reason(database: &TestDatabase) {
    let store = tampered(database, "UPDATE vestibule_users SET email = 'rubbish'").await;
    let (user, session) = newcomer(1);
    for error in [
        store.find_session(&session.token).await.unwrap_err(),
        store.find_credential(&user.email).await.unwrap_err(),
    ] {
        let reason = reason(error);
        assert!(reason.contains(&user.id.to_string()), "{reason}");
        assert!(
            !reason.contains("rubbish"),
            "addresses stay out of the log: {reason}"
        );
    }
}

async fn a_client_address_that_is_none_is_an_error_with_its_reason(database: &TestDatabase) {
    let sql = "UPDATE vestibule_sessions SET client_address = '999.1.1.1'";
    let store = tampered(database, sql).await;
    let (user, _) = newcomer(1);
    let dawn = Timestamp::from_unix_seconds(0);
    let sessions = store.list_sessions(user.id, dawn, dawn, 100).await;
    let reason = reason(sessions.unwrap_err());
    assert!(reason.contains("invalid IP address"), "{reason}");
}

async fn another_broken_key_than_that_of_the_address_is_not_a_taken_address(
    database: &TestDatabase,
) {
    let store = tampered(database, "SELECT 1").await;
    let (twin, _) = newcomer(1);
    let twin = vestibule_domain::User {
        email: newcomer(2).0.email,
        ..twin
    };
    let mut unit = store.begin().await.unwrap();
    let hash = PasswordHash::new("$sample".to_owned());
    let error = unit.insert_user(&twin, &hash).await.unwrap_err();
    assert!(
        matches!(error, vestibule_domain::EmailError::Unavailable(_)),
        "{error:?}"
    );
    assert!(unit.commit().await.is_err(), "a unit that failed is over");
}

/// While the servers are brought up to date one after the other, both versions are there.
async fn what_only_a_newer_server_knows_is_left_to_it(database: &TestDatabase) {
    let sql = "UPDATE vestibule_mails SET kind = 'happy_birthday'; \
               UPDATE vestibule_events SET kind = 'had_a_birthday'; \
               UPDATE vestibule_links SET purpose = 'open_the_present'";
    let store = tampered(database, sql).await;
    let (old, _) = newcomer(1);
    let now = old.created_at;
    assert_eq!(store.list_events(old.id, 10).await.unwrap(), []);
    assert_eq!(store.list_links(old.id).await.unwrap(), []);
    assert_eq!(store.find_link(&link_of(&old).token).await.unwrap(), None);
    assert_eq!(store.claim_mail(now, now).await.unwrap(), None);
}

async fn a_mail_that_is_none_is_an_error_and_holds_up_no_other(database: &TestDatabase) {
    let store = tampered(database, "UPDATE vestibule_mails SET recipient = 'rubbish'").await;
    let mail = mail_to(&newcomer(2).0);
    let mut unit = store.begin().await.unwrap();
    unit.insert_mail(&mail).await.unwrap();
    unit.commit().await.unwrap();
    let now = mail.created_at;
    let later = now + std::time::Duration::from_secs(60);
    let mut claimed = Vec::new();
    for _ in 0..3 {
        claimed.push(store.claim_mail(now, later).await);
    }
    let (broken, whole): (Vec<_>, Vec<_>) = claimed.into_iter().partition(Result::is_err);
    let whole: Vec<_> = whole.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert_eq!(
        whole,
        [vestibule_domain::Mail {
            attempts: 1,
            ..mail
        }]
    );
}

/// A foreign program may switch the checks off.
#[tokio::test(flavor = "multi_thread")]
async fn an_identifier_that_is_none_is_an_error() {
    let database = database::sqlite().await.unwrap();
    let sql = "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; \
               UPDATE vestibule_users SET id = x'00'; \
               UPDATE vestibule_sessions SET user_id = x'00', token_hash = x'01'";
    let store = tampered(&database, sql).await;
    let (user, _) = newcomer(1);
    assert!(store.find_credential(&user.email).await.is_err());
}
