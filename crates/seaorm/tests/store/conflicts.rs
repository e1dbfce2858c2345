//! Which database errors mean that the same unit can be retried.

use std::sync::Arc;

use tokio::{sync::Barrier, task::JoinSet};
use vestibule_domain::{EmailAddress, EmailError, PasswordHash, Store, Unavailable, User};
use vestibule_seaorm::{
    SeaOrmStore,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement},
};

use crate::{cancellation::newcomer, database::TestDatabase};

on_each_database!(postgres:
    postgres_reports_retryable_errors_at_commit,
    deadlock_of_two_transactions_is_a_conflict_for_one,
    connection_lost_at_commit_is_not_a_conflict,
);
on_each_database!(mariadb:
    mariadb_reports_retryable_errors,
    deadlock_of_two_transactions_is_a_conflict_for_one,
    connection_lost_at_commit_is_not_a_conflict,
);

/// A user whose insert fails with the database error that the address begins with.
fn refused_with(code: &str) -> User {
    newcomer(0)
        .0
        .with(|user| user.email = EmailAddress::parse(&format!("{code}@example.com")).unwrap())
}

async fn register(store: &SeaOrmStore, user: &User) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    match unit.users().insert(user, &hash("old")).await {
        Ok(()) => unit.commit().await,
        Err(EmailError::Unavailable(error)) => Err(error),
        Err(EmailError::EmailTaken) => panic!("{} is taken", user.email),
    }
}

fn hash(text: &str) -> PasswordHash {
    PasswordHash::new(text.to_owned())
}

async fn postgres_reports_retryable_errors_at_commit(database: &TestDatabase) {
    let db = database.migrated().await;
    db.execute_unprepared(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             RAISE EXCEPTION USING ERRCODE = upper(split_part(NEW.email, '@', 1));
         END $$;
         CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON vestibule_users
             DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()",
    )
    .await
    .unwrap();
    let store = SeaOrmStore::new(db);
    for (code, is_conflict) in [
        ("40001", true),  // serialization_failure
        ("40P01", true),  // deadlock_detected
        ("40003", false), // statement_completion_unknown
        ("55P03", false), // lock_not_available
        ("57014", false), // query_canceled
        ("25006", false), // read_only_sql_transaction
        ("53100", false), // disk_full
    ] {
        let error = register(&store, &refused_with(code)).await.unwrap_err();
        assert_eq!(error.is_conflict(), is_conflict, "{code}: {error:?}");
    }
}

async fn mariadb_reports_retryable_errors(database: &TestDatabase) {
    let db = database.migrated().await;
    db.execute_unprepared(
        "CREATE TRIGGER refuse BEFORE INSERT ON vestibule_users FOR EACH ROW BEGIN
             DECLARE code INT DEFAULT SUBSTRING_INDEX(NEW.email, '@', 1);
             SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = code;
         END",
    )
    .await
    .unwrap();
    let store = SeaOrmStore::new(db);
    for (code, is_conflict) in [
        ("1213", true),  // deadlock, and certification of Galera
        ("1020", true),  // record has changed since last read
        ("3101", true),  // certification of group replication
        ("1205", false), // lock wait timeout
        ("1047", false), // node of a cluster that is not ready
        ("1290", false), // read only
        ("1021", false), // disk full
    ] {
        let error = register(&store, &refused_with(code)).await.unwrap_err();
        assert_eq!(error.is_conflict(), is_conflict, "{code}: {error:?}");
    }
}

async fn deadlock_of_two_transactions_is_a_conflict_for_one(database: &TestDatabase) {
    let store = SeaOrmStore::new(database.migrated().await);
    let ((alice, _), (bob, _)) = (newcomer(1), newcomer(2));
    register(&store, &alice).await.unwrap();
    register(&store, &bob).await.unwrap();
    let met = Arc::new(Barrier::new(2));
    let mut units = JoinSet::new();
    for (first, second) in [(alice.id, bob.id), (bob.id, alice.id)] {
        let (store, met) = (store.clone(), met.clone());
        units.spawn(async move {
            let (old, new) = (hash("old"), hash("new"));
            let mut unit = store.begin().await.unwrap();
            let changed = unit.users().renew_hash(first, &old, &new).await;
            assert!(changed.unwrap());
            met.wait().await;
            unit.users().renew_hash(second, &old, &new).await
        });
    }
    let (ended, went_on): (Vec<_>, Vec<_>) =
        units.join_all().await.into_iter().partition(Result::is_err);
    assert!(
        ended
            .iter()
            .flat_map(|ended| ended.as_ref().err())
            .all(Unavailable::is_conflict)
    );
    assert_eq!((ended.len(), went_on.len()), (1, 1), "{ended:?}");
}

/// The commit may have succeeded or not: a blind retry could repeat it.
async fn connection_lost_at_commit_is_not_a_conflict(database: &TestDatabase) {
    let store = SeaOrmStore::new(database.migrated().await);
    let observer = database.connect().await;
    let (user, _) = newcomer(1);
    let mut unit = store.begin().await.unwrap();
    unit.users().insert(&user, &hash("old")).await.unwrap();
    close_all_connections(&observer).await;
    let error = unit.commit().await.unwrap_err();
    assert!(!error.is_conflict(), "{error:?}");
}

/// Terminates all other connections to the database, as an administrator does.
async fn close_all_connections(observer: &DatabaseConnection) {
    let others = match observer.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()"
        }
        _ => {
            "SELECT CONCAT('KILL ', id) FROM information_schema.processlist \
             WHERE db = DATABASE() AND id <> CONNECTION_ID()"
        }
    };
    let others = observer.query_all_raw(Statement::from_string(
        observer.get_database_backend(),
        others,
    ));
    for other in others.await.unwrap() {
        let kill: String = other.try_get_by_index(0).unwrap();
        if kill.starts_with("KILL") {
            observer.execute_unprepared(&kill).await.unwrap();
        }
    }
}
