//! Rows of earlier versions keep their meaning.

use data_encoding::HEXLOWER;
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;
use vestibule_domain::{
    AuthMethod, Authentications, EmailAddress, EventKind, Invitation, Link, OneTimeToken,
    OneTimeTokenHash, QueuedEmail, Session, Store, Timestamp, User,
};
use vestibule_migration::Migrator;
use vestibule_seaorm::{
    SchemaState, SeaOrmStore, migrate, schema_state,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend},
};

use crate::{
    cancellation::{email_to, event_of, invitation_of, link_of, newcomer},
    database::TestDatabase,
    migrations::tracked,
};

on_each_database!(
    users_of_the_first_version_keep_their_accounts_and_sessions,
    links_and_invitations_of_former_tables_still_work,
    events_with_former_names_are_listed,
    emails_survive_the_rename_of_their_table_and_its_reversal,
);

/// Also for users who log in at a server of the first version after the migration.
async fn users_of_the_first_version_keep_their_accounts_and_sessions(database: &TestDatabase) {
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
        // Sensitive operations ask for the password.
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

/// In the second round the rows were copied before, as by a server that was killed then.
async fn links_and_invitations_of_former_tables_still_work(database: &TestDatabase) {
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
        migrate_to_before(&db, "m20261130_000005_one_time_tokens").await;
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

async fn events_with_former_names_are_listed(database: &TestDatabase) {
    let db = database.connect().await;
    Migrator::up(&db, Some(1)).await.unwrap();
    migrate_to_before(&db, "m20261130_000006_event_names").await;
    let (user, session) = newcomer(1);
    insert_as_the_first_version(&db, &user, &session).await;
    let former = [
        "log_in_failed",
        "log_in_refused",
        "log_ins_limited",
        "mail_given_up",
        "registered",
    ];
    let owner = uuid(&db, user.id.as_uuid());
    for (number, name) in (0..).zip(former) {
        let id = uuid(&db, Uuid::from_u128(number));
        db.execute_unprepared(&format!(
            "INSERT INTO vestibule_events (id, kind, user_id, at) \
             VALUES ({id}, '{name}', {owner}, {number})"
        ))
        .await
        .unwrap();
    }
    migrate(&db).await.unwrap();
    let listed = SeaOrmStore::new(db)
        .events()
        .list(user.id, 9)
        .await
        .unwrap();
    let kinds: Vec<_> = listed.iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds,
        [
            EventKind::Registered,
            EventKind::EmailUndeliverable,
            EventKind::LoginsLimited,
            EventKind::LoginRefused,
            EventKind::LoginFailed,
        ]
    );
}

/// Three rounds: the rows of the former table, the rows after a reversal, and a table that exists already
/// because the tracking table was lost.
async fn emails_survive_the_rename_of_their_table_and_its_reversal(database: &TestDatabase) {
    let db = database.connect().await;
    Migrator::up(&db, Some(1)).await.unwrap();
    migrate_to_before(&db, "m20261201_000001_emails").await;
    let (user, _) = newcomer(1);
    let queued = QueuedEmail {
        link: Some(OneTimeTokenHash::from_bytes([7; 32])),
        email_changes: 3,
        ..email_to(&user)
    };
    insert_email_into_the_former_table(&db, &queued).await;
    let store = SeaOrmStore::new(db.clone());
    for round in 1..=3 {
        migrate(&db).await.unwrap();
        let former = "SELECT id FROM vestibule_mails";
        assert!(
            db.execute_unprepared(former).await.is_err(),
            "round {round}"
        );
        let now = queued.created_at;
        let claimed = store.emails().claim(now, now).await.unwrap();
        let expected = QueuedEmail {
            attempts: round,
            ..queued.clone()
        };
        assert_eq!(claimed, Some(expected), "round {round}");
        if round == 1 {
            Migrator::down(&db, Some(1)).await.unwrap();
            db.execute_unprepared(former).await.unwrap();
            assert!(store.emails().claim(now, now).await.is_err());
        } else {
            let forget = "DELETE FROM vestibule_migrations";
            db.execute_unprepared(forget).await.unwrap();
        }
    }
}

async fn insert_email_into_the_former_table(db: &DatabaseConnection, queued: &QueuedEmail) {
    let (id, user) = (
        uuid(db, queued.id.as_uuid()),
        uuid(db, queued.user_id.unwrap().as_uuid()),
    );
    let (kind, to) = (queued.kind.as_str(), &queued.to);
    let (at, changes) = (queued.created_at.unix_seconds(), queued.email_changes);
    let link = bytes(db, queued.link.unwrap().as_bytes());
    let insert = format!(
        "INSERT INTO vestibule_mails (id, kind, recipient, user_id, created_at, due_at, attempts, \
         link_hash, email_changes) \
         VALUES ({id}, '{kind}', '{to}', {user}, {at}, {at}, 0, {link}, {changes})"
    );
    db.execute_unprepared(&insert).await.unwrap();
}

/// Applies the migrations before the one with this name.
async fn migrate_to_before(db: &DatabaseConnection, name: &str) {
    let mut migrations = Migrator::migrations().into_iter();
    let before = migrations.position(|migration| migration.name() == name);
    let pending = before.unwrap() - tracked(db).await.len();
    Migrator::up(db, Some(u32::try_from(pending).unwrap()))
        .await
        .unwrap();
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
    let queued = email_to(user);
    let mut unit = store.begin().await.unwrap();
    let token = OneTimeToken::from(&link_of(user));
    unit.tokens().insert(&token).await.unwrap();
    unit.emails().insert(&queued).await.unwrap();
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
        .emails()
        .claim(queued.created_at, Timestamp::from_unix_seconds(i64::MAX));
    assert_eq!(
        claimed.await.unwrap().map(|queued| queued.id),
        Some(queued.id)
    );
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
