//! An application with a connection pool of its own, and a prefix for the pages.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    routing::get,
};
use tempfile::TempDir;
use tower::ServiceExt;
use vestibule::{
    Builder, CurrentUser, Prefix, SecretKey, StartError, UnsupportedPool,
    domain::{EmailAddress, UserRef},
    migration::migrate,
    sea_orm::{
        DatabaseConnection,
        sqlx::{
            SqlitePool,
            sqlite::{
                SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions,
            },
        },
    },
};

async fn pool(folder: &TempDir, foreign_keys: bool) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("shop.sqlite3"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(foreign_keys);
    SqlitePool::connect_with(options).await.unwrap()
}

fn builder(pool: &SqlitePool) -> Builder {
    let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
    vestibule::builder()
        .database(pool.clone())
        .secret_key(key)
        .at(Prefix::parse("/account").unwrap())
}

async fn send(app: &Router, request: Request<String>) -> axum::response::Response {
    app.clone().oneshot(request.map(Body::from)).await.unwrap()
}

#[tokio::test]
async fn users_register_in_the_database_of_the_application() {
    let folder = tempfile::tempdir().unwrap();
    let pool = pool(&folder, true).await;
    let accounts = builder(&pool).build().await.unwrap();
    let basket = get(async |user: CurrentUser| user.email.to_string());
    let app: Router = accounts.mount(Router::new().route("/basket", basket));

    let form = "email=alice%40example.com&password=correct+horse+battery\
                &password_confirmation=correct+horse+battery&next=%2Fbasket";
    let request = Request::post("/account/register")
        .header("host", "localhost")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = send(&app, request.body(form.to_owned()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], "/basket");

    let found: i64 = vestibule::sea_orm::sqlx::query_scalar("SELECT count(*) FROM vestibule_users")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(found, 1);

    let alice = EmailAddress::parse("alice@example.com").unwrap();
    let builder = builder(&pool);
    let desk = builder.administration().await.unwrap();
    let alice = desk.find(&UserRef::Email(alice)).await.unwrap().unwrap();
    let link = builder.reset_url(&desk.reset_link(&alice).await.unwrap());
    let start = "http://localhost:8000/account/reset-password?token=";
    assert!(link.starts_with(start), "{link}");
}

#[tokio::test]
async fn disabled_migration_leaves_the_schema_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let pool = pool(&folder, true).await;
    let refused = builder(&pool).migrate(false).build().await;
    assert!(matches!(refused, Err(StartError::SchemaBehind)));
    migrate(&DatabaseConnection::from(pool.clone()))
        .await
        .unwrap();
    builder(&pool).migrate(false).build().await.unwrap();
}

#[tokio::test]
async fn pool_without_foreign_keys_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = builder(&pool(&folder, false).await).build().await;
    let Err(StartError::UnsupportedPool(UnsupportedPool::NoForeignKeys)) = refused else {
        panic!("it was taken");
    };
}

#[tokio::test]
async fn own_pool_without_a_secret_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let pool = pool(&folder, true).await;
    let refused = vestibule::builder().database(pool).build().await;
    assert!(matches!(refused, Err(StartError::SecretKeyMissing)));
}

/// No other process can open the file, so no process can watch it either.
#[tokio::test]
async fn pool_that_locks_its_file_exclusively_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("shop.sqlite3"))
        .create_if_missing(true)
        .locking_mode(SqliteLockingMode::Exclusive)
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(Duration::from_millis(100));
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.connect_with(options).await.unwrap();

    let accounts = builder(&pool).build().await.unwrap();

    let app: Router = accounts.mount(Router::new());
    let page = Request::get("/account/login").body(String::new()).unwrap();
    assert_eq!(send(&app, page).await.status(), StatusCode::OK);
}
