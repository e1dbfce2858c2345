//! An application with a registration field, which it stores in its own table.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use sea_orm_migration::prelude::*;
use serde::Deserialize;
use tempfile::TempDir;
use tower::ServiceExt;
use vestibule::{
    FieldErrors, RegistrationForm, SaveError, SecretKey, async_trait,
    domain::User,
    migration,
    sea_orm::{Database, DatabaseConnection, DatabaseTransaction, SqlErr, sea_query::Query},
};

#[derive(Deserialize)]
struct Profile {
    #[serde(default)]
    name: String,
    terms: Option<String>,
}

#[async_trait]
impl RegistrationForm for Profile {
    const FIELDS: &'static [&'static str] = &["name", "terms"];

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .when(self.name.is_empty(), "name", "Tell us your name.")
            .when(self.terms.is_none(), "terms", "We can't do without.")
            .into_result()
    }

    async fn save(&self, user: &User, transaction: &DatabaseTransaction) -> Result<(), SaveError> {
        let insert = Query::insert()
            .into_table("profiles")
            .columns(["user_id", "name"])
            .values_panic([user.id.as_uuid().into(), self.name.as_str().into()])
            .take();
        match transaction.execute(&insert).await {
            Ok(_) => Ok(()),
            Err(error) => match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => Err(FieldErrors::none()
                    .when(true, "name", "This name is taken.")
                    .into()),
                _ => Err(error.into()),
            },
        }
    }
}

struct Shop {
    app: Router,
    db: DatabaseConnection,
    _folder: TempDir,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.sqlite3");
        let url = format!("sqlite://{}?mode=rwc", file.display());
        let db = Database::connect(url).await.unwrap();
        migration::migrate(&db).await.unwrap();
        let table = Table::create()
            .table("profiles")
            .col(migration::user_id("user_id").not_null().primary_key())
            .col(ColumnDef::new("name").string().not_null().unique_key())
            .foreign_key(&mut migration::to_user("profiles", "user_id"))
            .take();
        db.execute(&table).await.unwrap();
        let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
        let accounts = vestibule::builder()
            .database(db.clone())
            .secret_key(key)
            .registration_form::<Profile>()
            .template(
                "register.html",
                r#"{% extends "vestibule/register.html" %}
                {% import "form.html" as form %}
                {% block fields %}
                {{ form.text("name", "Your name", extra.name) }}
                {{ form.check("terms", "I like cookies", extra.terms) }}
                {% endblock %}"#,
            );
        let app = accounts.build().await.unwrap().mount(Router::new());
        Self {
            app,
            db,
            _folder: folder,
        }
    }

    async fn register(&self, email: &str, more: &str) -> (u16, String) {
        let form = format!(
            "email={email}%40example.com&password=correct+horse+battery\
             &password_confirmation=correct+horse+battery{more}"
        );
        let request = Request::post("/register")
            .header("host", "localhost")
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded");
        let request = request.body(Body::from(form)).unwrap();
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let page = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(page.to_vec()).unwrap())
    }

    async fn count(&self, table: &'static str) -> usize {
        let rows = Query::select().expr(Expr::cust("1")).from(table).take();
        self.db.query_all(&rows).await.unwrap().len()
    }
}

#[tokio::test]
async fn account_and_profile_are_created_together() {
    let shop = Shop::open().await;
    let (status, page) = shop.register("alice", "&name=Alice").await;
    assert_eq!(status, 422);
    assert!(page.contains("We can&#x27;t do without."), "{page}");
    assert!(page.contains(r#"value="Alice""#), "{page}");
    let (status, page) = shop.register("alice", "&name=Alice&terms=on").await;
    assert_eq!(status, 303, "{page}");
    assert_eq!(shop.count("profiles").await, 1);
    assert_eq!(shop.count("vestibule_users").await, 1);
}

#[tokio::test]
async fn constraint_violation_in_save_creates_no_account() {
    let shop = Shop::open().await;
    shop.register("alice", "&name=Alice&terms=on").await;
    let (status, page) = shop.register("bob", "&name=Alice&terms=on").await;
    assert_eq!(status, 422);
    assert!(page.contains("This name is taken."), "{page}");
    assert_eq!(shop.count("vestibule_users").await, 1);
    let (status, page) = shop.register("bob", "&name=Bob&terms=on").await;
    assert_eq!(status, 303, "{page}");
    assert_eq!(shop.count("profiles").await, 2);
}

#[tokio::test]
async fn failure_of_the_application_database_is_503_without_an_account() {
    let shop = Shop::open().await;
    let gone = Table::drop().table("profiles").take();
    shop.db.execute(&gone).await.unwrap();
    let (status, _) = shop.register("alice", "&name=Alice&terms=on").await;
    assert_eq!(status, 503);
    assert_eq!(shop.count("vestibule_users").await, 0);
}
