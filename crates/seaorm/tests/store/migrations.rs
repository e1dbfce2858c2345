//! The schema: made once, by whoever comes first, and never by who does not understand it.

use std::sync::Arc;

use data_encoding::HEXLOWER;
use sea_orm_migration::MigratorTrait;
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;
use vestibule_domain::{
    AuthMethod, Authentications, EmailAddress, Invitation, Link, OneTimeToken, OneTimeTokenHash,
    Readiness, Session, Store, Timestamp, User,
};
use vestibule_migration::Migrator;
use vestibule_seaorm::{
    MigrateError, SchemaState, SeaOrmStore, migrate, schema_state,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, sea_query::Query},
};

use crate::{
    cancellation::{event_of, invitation_of, link_of, mail_to, newcomer},
    database::TestDatabase,
};

on_each_database!(
    ten_servers_that_start_at_once_make_the_schema_once,
    a_new_database_is_behind_until_it_is_migrated,
    a_schema_from_the_future_is_refused_and_left_alone,
    a_migration_that_was_killed_half_way_is_finished,
    people_of_the_first_version_keep_their_accounts_and_sessions,
    links_and_invitations_of_the_version_before_still_work,
);

async fn ten_servers_that_start_at_once_make_the_schema_once(database: &TestDatabase) {
    let barrier = Arc::new(Barrier::new(10));
    let url: Arc<str> = database.url.as_str().into();
    let mut servers = JoinSet::new();
    for _ in 0..10 {
        let (barrier, url) = (barrier.clone(), url.clone());
        servers.spawn(async move {
            barrier.wait().await;
            let db = vestibule_seaorm::connect(&url, &crate::database::pool(2))
                .await
                .unwrap();
            migrate(&db).await.unwrap();
            assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
            db.close().await.unwrap();
        });
    }
    servers.join_all().await;
    let made = tracked(&database.connect().await).await;
    assert_eq!(made.len(), Migrator::migrations().len());
}

async fn a_new_database_is_behind_until_it_is_migrated(database: &TestDatabase) {
    let db = database.connect().await;
    let store = SeaOrmStore::new(db.clone());
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Behind);
    assert!(store.check().await.is_err());
    migrate(&db).await.unwrap();
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
    store.check().await.unwrap();
    migrate(&db).await.unwrap();
    db.close().await.unwrap();
    assert!(store.check().await.is_err(), "the database does not answer");
}

async fn a_schema_from_the_future_is_refused_and_left_alone(database: &TestDatabase) {
    let db = database.migrated().await;
    let future = "m29991231_235959_flying_cars";
    track(&db, future).await;
    // Behind and ahead at once, as after a merge of two branches: it must not be brought up.
    db.execute_unprepared(&format!(
        "DELETE FROM vestibule_migrations WHERE version <> '{future}'"
    ))
    .await
    .unwrap();
    let ahead = SchemaState::Ahead {
        unknown: future.to_owned(),
    };
    assert_eq!(schema_state(&db).await.unwrap(), ahead);
    assert!(SeaOrmStore::new(db.clone()).check().await.is_err());
    let refused = migrate(&db).await.unwrap_err();
    assert!(matches!(&refused, MigrateError::Ahead { unknown } if unknown == future));
    assert!(refused.to_string().contains(future), "{refused}");
    assert_eq!(tracked(&db).await, [future]);
}

/// Without a transaction around changes of tables, as on MariaDB, a process that dies leaves
/// what it had done so far.
async fn a_migration_that_was_killed_half_way_is_finished(database: &TestDatabase) {
    let db = database.migrated().await;
    for done in [
        "SELECT 1",
        "DROP TABLE vestibule_sessions",
        "DROP TABLE vestibule_mails",
    ] {
        db.execute_unprepared(done).await.unwrap();
        db.execute_unprepared("DELETE FROM vestibule_migrations")
            .await
            .unwrap();
        migrate(&db).await.unwrap();
        for made in [
            "SELECT authenticated_at FROM vestibule_sessions",
            "SELECT due_at FROM vestibule_mails",
        ] {
            db.execute_unprepared(made).await.unwrap();
        }
        assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
    }
}

/// Whoever was logged in when the program was brought up to date still is, and whoever logs in
/// at a server that was not yet.
async fn people_of_the_first_version_keep_their_accounts_and_sessions(database: &TestDatabase) {
    let db = database.connect().await;
    Migrator::up(&db, Some(1)).await.unwrap();
    let people: Vec<_> = (1..=4).map(newcomer).collect();
    let (latecomer, before) = people.split_last().unwrap();
    for (user, session) in before {
        insert_as_the_first_version(&db, user, session).await;
    }
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Behind);

    migrate(&db).await.unwrap();
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
    insert_as_the_first_version(&db, &latecomer.0, &latecomer.1).await;
    let store = SeaOrmStore::new(db);
    for (user, session) in &people {
        let credential = store.users().find_credential(&user.email).await.unwrap();
        assert_eq!(credential.unwrap().password.expose(), "old");
        let (found, owner) = store
            .sessions()
            .find(&session.token)
            .await
            .unwrap()
            .unwrap();
        // Where much is at stake, they show their password once more.
        let unproven = session.clone().with(|session| {
            session.authentications = Authentications::default()
                .with(AuthMethod::Password, Timestamp::from_unix_seconds(0))
        });
        assert_eq!((found, &owner), (unproven, user));
        write_all_that_came_later(&store, user).await;
    }
    let noon = latecomer.1.expires_at;
    for purged in [3, 1] {
        assert_eq!(store.sessions().purge(noon, noon, 3).await.unwrap(), purged);
        assert_eq!(store.tokens().purge(noon, 3).await.unwrap(), purged);
        assert_eq!(store.events().purge(noon, 3).await.unwrap(), purged);
    }
}

/// In the second round the rows were copied before, as by a program that was killed then.
async fn links_and_invitations_of_the_version_before_still_work(database: &TestDatabase) {
    let db = database.connect().await;
    Migrator::up(&db, Some(1)).await.unwrap();
    let (user, session) = newcomer(1);
    insert_as_the_first_version(&db, &user, &session).await;
    let link = Link {
        email: EmailAddress::parse("Älice's@Example.com").unwrap(),
        email_changes: 3,
        ..link_of(&user)
    };
    let invitation = invitation_of(&user);
    let for_any_address = Invitation {
        token: OneTimeTokenHash::from_bytes([7; 32]),
        email: None,
        ..invitation.clone()
    };
    let store = SeaOrmStore::new(db.clone());
    for round in 0..2 {
        let older = Migrator::migrations().len() - 1 - tracked(&db).await.len();
        Migrator::up(&db, Some(u32::try_from(older).unwrap()))
            .await
            .unwrap();
        insert_link_and_invitations(&db, &link, &[&invitation, &for_any_address]).await;
        migrate(&db).await.unwrap();
        let known = store.users().find_credential_by_id(user.id).await.unwrap();
        for (token, owner) in [
            (OneTimeToken::from(&link), known),
            ((&invitation).into(), None),
            ((&for_any_address).into(), None),
        ] {
            let found = store.tokens().find(&token.hash).await.unwrap();
            assert_eq!(found, Some((token, owner)), "round {round}");
        }
        let forget = "DELETE FROM vestibule_migrations";
        db.execute_unprepared(forget).await.unwrap();
    }
    for dropped in ["vestibule_links", "vestibule_invitations"] {
        let select = format!("SELECT token_hash FROM {dropped}");
        assert!(db.execute_unprepared(&select).await.is_err(), "{dropped}");
    }
}

async fn insert_link_and_invitations(
    db: &DatabaseConnection,
    link: &Link,
    invitations: &[&Invitation],
) {
    let (token, user) = (
        bytes(db, link.token.as_bytes()),
        uuid(db, link.user_id.as_uuid()),
    );
    let (from, to) = (
        link.created_at.unix_seconds(),
        link.expires_at.unix_seconds(),
    );
    let (purpose, changes) = (link.purpose.as_str(), link.email_changes);
    let email = link.email.as_str().replace('\'', "''");
    let mut rows = vec![format!(
        "INSERT INTO vestibule_links (token_hash, purpose, user_id, email, created_at, \
         expires_at, email_changes) \
         VALUES ({token}, '{purpose}', {user}, '{email}', {from}, {to}, {changes})"
    )];
    for invitation in invitations {
        let token = bytes(db, invitation.token.as_bytes());
        let email = invitation.email.as_ref();
        let email = email.map_or("NULL".to_owned(), |email| format!("'{email}'"));
        rows.push(format!(
            "INSERT INTO vestibule_invitations (token_hash, email, created_at, expires_at) \
             VALUES ({token}, {email}, {from}, {to})"
        ));
    }
    for row in rows {
        db.execute_unprepared(&row).await.unwrap();
    }
}

async fn insert_as_the_first_version(db: &DatabaseConnection, user: &User, session: &Session) {
    let (id, email) = (uuid(db, user.id.as_uuid()), &user.email);
    let (at, token) = (
        user.created_at.unix_seconds(),
        bytes(db, session.token.as_bytes()),
    );
    let rows = [
        format!(
            "INSERT INTO vestibule_users (id, email, email_canonical, password_hash, \
             password_changed_at, created_at) \
             VALUES ({id}, '{email}', '{email}', 'old', {at}, {at})"
        ),
        format!(
            "INSERT INTO vestibule_sessions (id, user_id, token_hash, remembered, created_at, \
             last_seen_at, expires_at) VALUES ({id}, {id}, {token}, FALSE, {at}, {at}, {at})"
        ),
    ];
    for row in rows {
        db.execute_unprepared(&row).await.unwrap();
    }
}

async fn write_all_that_came_later(store: &dyn Store, user: &User) {
    let mail = mail_to(user);
    let mut unit = store.begin().await.unwrap();
    let token = OneTimeToken::from(&link_of(user));
    unit.tokens().insert(&token).await.unwrap();
    unit.mails().insert(&mail).await.unwrap();
    unit.events().insert(&event_of(user)).await.unwrap();
    let due_at = Some(user.created_at);
    assert!(
        unit.users()
            .schedule_deletion(user.id, due_at)
            .await
            .unwrap()
    );
    assert!(unit.users().set_disabled(user.id, due_at).await.unwrap());
    unit.commit().await.unwrap();
    let due = store
        .users()
        .list_due_for_deletion(user.created_at, 9)
        .await;
    assert!(due.unwrap().iter().any(|due| due.id == user.id));
    let claimed = store
        .mails()
        .claim(mail.created_at, Timestamp::from_unix_seconds(i64::MAX));
    assert_eq!(claimed.await.unwrap().map(|mail| mail.id), Some(mail.id));
}

fn uuid(db: &DatabaseConnection, id: Uuid) -> String {
    match db.get_database_backend() {
        DbBackend::Postgres => format!("'{id}'"),
        _ => bytes(db, id.as_bytes()),
    }
}

fn bytes(db: &DatabaseConnection, bytes: &[u8]) -> String {
    let hex = HEXLOWER.encode(bytes);
    match db.get_database_backend() {
        DbBackend::Postgres => format!("'\\x{hex}'"),
        _ => format!("X'{hex}'"),
    }
}

async fn tracked(db: &DatabaseConnection) -> Vec<String> {
    let names = Query::select()
        .column("version")
        .from("vestibule_migrations")
        .take();
    let rows = db.query_all(&names).await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

async fn track(db: &DatabaseConnection, name: &str) {
    let insert =
        format!("INSERT INTO vestibule_migrations (version, applied_at) VALUES ('{name}', 0)");
    db.execute_unprepared(&insert).await.unwrap();
}
