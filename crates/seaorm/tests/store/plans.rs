//! No statement of the store scans a whole table.

use std::time::Duration;

use vestibule_domain::{
    AttemptStore, AuthEpoch, Client, Credential, DeleteIf, EmailKind, LinkPurpose, OneTimeToken,
    PasswordHash, RateLimit, RateLimitKey, Session, Store, Timestamp, TokenPurpose, User,
};
use vestibule_seaorm::{
    SeaOrmStore, connect,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement},
};

use crate::{
    cancellation::{email_to, event_of, invitation_of, link_of, newcomer},
    database::{TestDatabase, pool},
    filling::{NOW, analyze, fill},
    recording::Recording,
};

on_each_database!(every_statement_uses_an_index);

async fn every_statement_uses_an_index(database: &TestDatabase) {
    let mut db = database.migrated().await;
    fill(&db, "$sample", 1, 5_000).await;
    analyze(&db).await;
    let observer = db.clone();
    let reluctant = without_table_scans(database).await;
    let recording = Recording::of(&mut db);
    call_every_method(&SeaOrmStore::new(db)).await;
    let statements = recording.take();
    // Opening a session is two statements on MariaDB and MySQL.
    let is_mysql = observer.get_database_backend() == DbBackend::MySql;
    assert_eq!(statements.len(), 67 + usize::from(is_mysql));
    for statement in statements {
        let by_keys_all_over = statement.sql.contains(" IN ($1, $2, ")
            && !statement.sql.contains("vestibule_sessions");
        let observer = match by_keys_all_over {
            true => &reluctant,
            false => &observer,
        };
        let scans = full_scans(observer, &statement).await;
        assert!(scans.is_empty(), "{}: {scans:?}", statement.sql);
    }
    let without_index = Statement::from_string(
        observer.get_database_backend(),
        "SELECT id FROM vestibule_sessions WHERE client_agent = 'Mozilla'",
    );
    let scans = full_scans(&observer, &without_index).await;
    assert_eq!(scans.len(), 1, "a full scan is seen");
}

/// To find hundreds of keys in a small table, such as the links and events of the sample, PostgreSQL
/// scans the table, which is right. With scans disabled, it still scans where it has no index.
async fn without_table_scans(database: &TestDatabase) -> DatabaseConnection {
    let db = connect(&database.url, &pool(1)).await.unwrap();
    if db.get_database_backend() == DbBackend::Postgres {
        let told = db.execute_unprepared("SET enable_seqscan = off");
        told.await.unwrap();
    }
    db
}

/// Calls every method of a store once.
async fn call_every_method(store: &SeaOrmStore) {
    let now = Timestamp::from_unix_seconds(NOW);
    let (user, session) = newcomer(1 << 32);
    let user = user.with(|user| user.email_verified_at = Some(now));
    let session = session.with(|session| session.client = Client::new(None, Some("Mozilla")));
    come(store, &user, &session, now).await;
    look(store, &user, &session, now).await;
    try_often(store, now).await;
    go(store, &user, &session, now).await;
    purge_sessions(store, now).await;
}

async fn come(store: &SeaOrmStore, user: &User, session: &Session, now: Timestamp) {
    let hash = PasswordHash::new("$sample".to_owned());
    let (id, email) = (user.id, user.verified_email().unwrap());
    let (link, queued) = (link_of(user), email_to(user));
    let first = AuthEpoch::FIRST;
    let mut unit = store.begin().await.unwrap();
    unit.users().insert(user, &hash).await.unwrap();
    assert!(unit.sessions().insert(session, first).await.unwrap());
    assert!(unit.users().hold_auth_epoch(id, first).await.unwrap());
    assert!(unit.users().renew_hash(id, &hash, &hash).await.unwrap());
    assert!(
        unit.users()
            .change_password(id, first, &hash, now)
            .await
            .unwrap()
    );
    assert!(unit.users().set_password(id, &hash, now).await.unwrap());
    unit.users().count_failure(&user.email).await.unwrap();
    unit.users().reset_failures(id).await.unwrap();
    assert!(unit.users().verify_email(id, &email).await.unwrap());
    unit.users().set_email(id, &email).await.unwrap();
    assert!(unit.users().schedule_deletion(id, Some(now)).await.unwrap());
    assert!(unit.users().set_disabled(id, Some(now)).await.unwrap());
    let copy = Credential::new(user.clone(), hash);
    assert!(!unit.users().insert_credential(&copy).await.unwrap());
    assert!(unit.sessions().touch(session.id, now, now).await.unwrap());
    let event = event_of(user);
    unit.events().insert(&event).await.unwrap();
    assert!(unit.events().replace(event.id, &event).await.unwrap());
    for token in [OneTimeToken::from(&link), (&invitation_of(user)).into()] {
        unit.tokens().insert(&token).await.unwrap();
    }
    unit.emails().insert(&queued).await.unwrap();
    assert!(
        unit.emails()
            .set_link(queued.id, &link.token)
            .await
            .unwrap()
    );
    assert!(unit.emails().postpone(queued.id, 0, now).await.unwrap());
    unit.commit().await.unwrap();
}

async fn look(store: &SeaOrmStore, user: &User, session: &Session, now: Timestamp) {
    let link = link_of(user);
    assert!(
        store
            .sessions()
            .find(&session.token)
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        store
            .users()
            .find_credential(&user.email)
            .await
            .unwrap()
            .is_some()
    );
    let found = store.users().find_credential_by_id(user.id).await.unwrap();
    assert!(found.is_some());
    assert_eq!(
        store.users().list_credentials(None, 9).await.unwrap().len(),
        9
    );
    let behind = store
        .users()
        .list_credentials(Some(user.id), 9)
        .await
        .unwrap();
    assert_eq!(behind, []);
    let dawn = Timestamp::from_unix_seconds(0);
    let sessions = store.sessions().list(user.id, dawn, dawn, 100).await;
    assert_eq!(sessions.unwrap().len(), 1);
    assert!(store.tokens().find(&link.token).await.unwrap().is_some());
    let invitation = OneTimeToken::from(&invitation_of(user));
    let found = store.tokens().find(&invitation.hash).await.unwrap();
    assert_eq!(found, Some((invitation, None)));
    assert_eq!(store.tokens().list_links(user.id).await.unwrap(), [link]);
    assert_eq!(store.events().list(user.id, 10).await.unwrap().len(), 1);
    let due = store.users().list_due_for_deletion(now, 20).await.unwrap();
    assert_eq!(due.len(), 1);
    assert!(store.emails().claim(now, now).await.unwrap().is_some());
}

async fn try_often(store: &SeaOrmStore, now: Timestamp) {
    let (key, rate_limit) = (
        RateLimitKey::from_bytes([1; 32]),
        RateLimit::new(2, Duration::from_secs(60)),
    );
    for is_left in [true, true, false] {
        let taken = store.take_attempt(&key, rate_limit, now).await.unwrap();
        assert_eq!(taken.is_ok(), is_left);
    }
    store.give_attempt_back(&key, rate_limit).await.unwrap();
}

async fn go(store: &SeaOrmStore, user: &User, session: &Session, now: Timestamp) {
    let (link, queued) = (link_of(user), email_to(user));
    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.sessions()
            .delete_by_token(&session.token)
            .await
            .unwrap()
    );
    assert!(!unit.sessions().delete(user.id, session.id).await.unwrap());
    let kept = Some(session.id);
    assert_eq!(unit.sessions().delete_all(user.id, kept).await.unwrap(), 0);
    assert_eq!(unit.sessions().delete_all(user.id, None).await.unwrap(), 0);
    for token in [link.token, invitation_of(user).token] {
        assert!(unit.tokens().consume(&token).await.unwrap());
    }
    let pending = TokenPurpose::PendingLogin;
    let deleted = unit.tokens().delete_older(user.id, pending, 4).await;
    assert_eq!(deleted.unwrap(), 0);
    let purposes = LinkPurpose::ALL.map(TokenPurpose::Link);
    let deleted = unit.tokens().delete_of(user.id, &purposes, 0).await;
    assert_eq!(deleted.unwrap(), 0);
    assert!(unit.emails().delete(queued.id).await.unwrap());
    let deleted = unit.emails().delete_of(user.id, &EmailKind::ALL, 0).await;
    assert_eq!(deleted.unwrap(), 0);
    let unverified = DeleteIf::UnverifiedSince(Timestamp::from_unix_seconds(i64::MAX));
    assert!(!unit.users().delete(user.id, unverified).await.unwrap());
    assert!(
        unit.users()
            .delete(user.id, DeleteIf::DueAt(now))
            .await
            .unwrap()
    );
    assert!(
        !unit
            .users()
            .delete(user.id, DeleteIf::Exists)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
}

/// Purges a few expired sessions, and many idle ones.
async fn purge_sessions(store: &SeaOrmStore, now: Timestamp) {
    let yesterday = Timestamp::from_unix_seconds(NOW - 14_900);
    let purged = store.sessions().purge(yesterday, now, 200).await;
    assert_eq!(purged.unwrap(), 200);
    let soon = Timestamp::from_unix_seconds(NOW + 1_000);
    assert_eq!(store.tokens().purge(soon, 200).await.unwrap(), 200);
    assert_eq!(store.events().purge(yesterday, 200).await.unwrap(), 0);
    assert_eq!(store.events().purge(now, 200).await.unwrap(), 200);
    assert_eq!(store.purge_attempts(now, 200).await.unwrap(), 200);
}

/// The steps of a plan that read a whole table or a whole index.
async fn full_scans(db: &DatabaseConnection, statement: &Statement) -> Vec<String> {
    let explain = match statement.db_backend {
        DbBackend::Sqlite => "EXPLAIN QUERY PLAN",
        _ => "EXPLAIN",
    };
    let mut explained = statement.clone();
    explained.sql = format!("{explain} {}", statement.sql);
    let plan = db.query_all_raw(explained).await.unwrap();
    let steps = plan.iter().map(|step| match statement.db_backend {
        DbBackend::MySql => {
            let read: Option<String> = step.try_get("", "type").unwrap();
            let kind: String = step.try_get("", "select_type").unwrap();
            format!("{kind} {}", read.unwrap_or_default())
        }
        DbBackend::Postgres => step.try_get_by_index(0).unwrap(),
        _ => step.try_get("", "detail").unwrap(),
    });
    steps
        .filter(|step: &String| match statement.db_backend {
            DbBackend::MySql => {
                !step.starts_with("INSERT") && (step.ends_with("ALL") || step.ends_with("index"))
            }
            DbBackend::Postgres => step.contains("Seq Scan"),
            _ => step.starts_with("SCAN"),
        })
        .collect()
}
