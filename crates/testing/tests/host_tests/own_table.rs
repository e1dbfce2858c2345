//! The shop stores names in a table of its own, in a database of its own.

use std::time::Duration;

use sea_orm_migration::prelude::*;
use serde::Deserialize;
use vestibule::{
    Builder, FieldErrors, RegistrationForm, SaveError, async_trait,
    domain::User,
    migration,
    sea_orm::{Database, DatabaseConnection, DatabaseTransaction, sea_query::Query},
    test::{PASSWORD, site},
};

use crate::shop;

#[derive(Deserialize)]
struct Profile {
    #[serde(default)]
    name: String,
}

#[async_trait]
impl RegistrationForm for Profile {
    const FIELDS: &'static [&'static str] = &["name"];

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .when(self.name.is_empty(), "name", "Tell us your name.")
            .into_result()
    }

    async fn save(&self, user: &User, transaction: &DatabaseTransaction) -> Result<(), SaveError> {
        let insert = Query::insert()
            .into_table("profiles")
            .columns(["user_id", "name"])
            .values_panic([user.id.as_uuid().into(), self.name.as_str().into()])
            .take();
        transaction.execute(&insert).await?;
        Ok(())
    }
}

async fn database(folder: &tempfile::TempDir) -> DatabaseConnection {
    let file = folder.path().join("shop.sqlite3");
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let db = Database::connect(url).await.unwrap();
    migration::migrate(&db).await.unwrap();
    let table = Table::create()
        .table("profiles")
        .col(migration::user_id("user_id").not_null().primary_key())
        .col(ColumnDef::new("name").string().not_null())
        .foreign_key(&mut migration::to_user("profiles", "user_id"))
        .take();
    db.execute(&table).await.unwrap();
    db
}

async fn names(db: &DatabaseConnection) -> Vec<String> {
    let query = Query::select().column("name").from("profiles").take();
    let rows = db.query_all(&query).await.unwrap();
    let names = rows.iter().map(|row| row.try_get("", "name").unwrap());
    names.collect()
}

#[tokio::test]
async fn registration_fills_the_application_table_and_deletion_empties_it() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let site = site(async |builder: Builder| {
        let builder = builder.database(db.clone());
        let grace = Duration::from_secs(7 * 24 * 60 * 60);
        shop(builder.registration_form::<Profile>().deletion_grace(grace)).await
    })
    .await;
    let mut alice = site.visitor();
    let form = [
        ("email", "alice@example.com"),
        ("password", PASSWORD),
        ("password_confirmation", PASSWORD),
    ];
    let page = alice.post("/register", &form).await;
    assert_eq!(page.status(), 422);
    assert!(names(&db).await.is_empty());
    let form = [&form[..], &[("name", "Alice")]].concat();
    assert_eq!(alice.post("/register", &form).await.status(), 303);
    assert_eq!(names(&db).await, ["Alice"]);
    assert_eq!(alice.get("/basket").await.status(), 200);

    let mut phone = site.logged_in("alice@example.com").await;
    assert_eq!(names(&db).await, ["Alice"], "it is the same account");
    let form = [
        ("confirmation", "alice@example.com"),
        ("current_password", PASSWORD),
    ];
    let answer = phone.post("/settings/account/delete", &form).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    site.purge().await;
    assert_eq!(names(&db).await, ["Alice"], "she may come back");
    site.clock().advance(Duration::from_secs(8 * 24 * 60 * 60));
    site.purge().await;
    assert!(names(&db).await.is_empty());
}
