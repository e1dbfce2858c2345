//! Rows that this program did not write: an error with its reason, never a panic, and never
//! somebody else.

use std::error::Error;

use vestibule_domain::{PasswordHash, Store, Unavailable};
use vestibule_seaorm::{SeaOrmStore, sea_orm::ConnectionTrait};

use crate::{
    cancellation::newcomer,
    database::{self, TestDatabase},
};

on_each_database!(
    an_address_that_is_none_is_an_error_with_its_reason,
    a_client_address_that_is_none_is_an_error_with_its_reason,
    another_broken_key_than_that_of_the_address_is_not_a_taken_address,
);

async fn tampered(database: &TestDatabase, sql: &str) -> SeaOrmStore {
    let db = database.migrated().await;
    let store = SeaOrmStore::new(db.clone());
    let (user, session) = newcomer(1);
    let hash = PasswordHash::new("$sample".to_owned());
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(&user, &hash).await.unwrap();
    assert!(unit.insert_session(&session, &hash).await.unwrap());
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
    let reason = reason(store.list_sessions(user.id).await.unwrap_err());
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
        matches!(error, vestibule_domain::InsertUserError::Unavailable(_)),
        "{error:?}"
    );
    assert!(unit.commit().await.is_err(), "a unit that failed is over");
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
