//! An application with tables and a migrator of its own.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseConnection};
use uuid::Uuid;
use vestibule_domain::{DeleteIf, PasswordHash, Store, User};
use vestibule_seaorm::{SchemaState, SeaOrmStore, migrate, schema_state};

use crate::{cancellation::newcomer, database::TestDatabase};

on_each_database!(
    application_migrator_includes_vestibule_migrations,
    separately_applied_migrations_count_for_the_application,
    data_of_a_deleted_user_is_deleted,
    rows_of_a_missing_user_are_refused,
);

struct Shop;

#[async_trait::async_trait]
impl MigratorTrait for Shop {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut migrations = vestibule_migration::migrations();
        migrations.push(Box::new(Orders));
        migrations
    }
}

#[derive(DeriveMigrationName)]
struct Orders;

#[async_trait::async_trait]
impl MigrationTrait for Orders {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("orders")
            .col(ColumnDef::new("id").integer().not_null().primary_key())
            .col(vestibule_migration::user_id("user_id").not_null())
            .foreign_key(&mut vestibule_migration::to_user("orders", "user_id"))
            .take();
        schema.create_table(table).await
    }
}

async fn application_migrator_includes_vestibule_migrations(database: &TestDatabase) {
    let db = database.connect().await;
    Shop::up(&db, None).await.unwrap();
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
    Shop::up(&db, None).await.unwrap();
    migrate(&db).await.unwrap();
    let applied = Shop::get_applied_migrations(&db).await.unwrap();
    assert_eq!(applied.len(), vestibule_migration::migrations().len() + 1);
}

async fn separately_applied_migrations_count_for_the_application(database: &TestDatabase) {
    let db = database.connect().await;
    vestibule_migration::Migrator::up(&db, Some(2))
        .await
        .unwrap();
    Shop::up(&db, None).await.unwrap();
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
    order(&db, 1, register(&db).await.id.as_uuid())
        .await
        .unwrap();
}

async fn data_of_a_deleted_user_is_deleted(database: &TestDatabase) {
    let db = database.connect().await;
    Shop::up(&db, None).await.unwrap();
    let user = register(&db).await;
    order(&db, 1, user.id.as_uuid()).await.unwrap();
    let mut unit = SeaOrmStore::new(db.clone()).begin().await.unwrap();
    assert!(
        unit.users()
            .delete(user.id, DeleteIf::Exists)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    let left = Query::select().column("id").from("orders").take();
    assert!(db.query_all(&left).await.unwrap().is_empty());
}

async fn rows_of_a_missing_user_are_refused(database: &TestDatabase) {
    let db = database.connect().await;
    Shop::up(&db, None).await.unwrap();
    let refused = order(&db, 1, Uuid::from_u128(7)).await.unwrap_err();
    assert!(refused.sql_err().is_some(), "{refused}");
}

async fn register(db: &DatabaseConnection) -> User {
    let (user, _) = newcomer(1);
    let mut unit = SeaOrmStore::new(db.clone()).begin().await.unwrap();
    let hash = PasswordHash::unusable();
    unit.users().insert(&user, &hash).await.unwrap();
    unit.commit().await.unwrap();
    user
}

async fn order(db: &DatabaseConnection, id: i32, user: Uuid) -> Result<(), DbErr> {
    let insert = Query::insert()
        .into_table("orders")
        .columns(["id", "user_id"])
        .values_panic([id.into(), user.into()])
        .take();
    db.execute(&insert).await.map(drop)
}
