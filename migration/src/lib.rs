//! The database schema of Vestibule: tables with the prefix `vestibule_`, besides
//! those of an application, on SQLite, PostgreSQL and MariaDB or MySQL.
//!
//! The crate `vestibule` re-exports it as `vestibule::migration`. Depend on this crate directly if the migrator of
//! an application is a crate of its own, without the rest of Vestibule.
//!
//! - [`migrate`](migrate()) updates the schema; several servers may call it at once. [`schema_state`] only reads.
//! - [`migrations`] are for the migrator of an application, whose tables refer to users with [`user_id`] and
//!   [`to_user`].
//!
//! The migrations are recorded in a table of their own, separate from those of the application. They only go
//! forward, and a released one is never changed.
//!
//! ```no_run
//! use sea_orm_migration::sea_orm::Database;
//! use vestibule_migration::{SchemaState, migrate, schema_state};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let db = Database::connect("postgres://shop@db.example/shop").await?;
//! migrate(&db).await?;
//! assert!(matches!(schema_state(&db).await?, SchemaState::Current));
//! # Ok(()) }
//! ```
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `sqlite` | yes | The driver of SQLite. |
//! | `postgres` | yes | The driver of PostgreSQL. |
//! | `mysql` | yes | The driver of MariaDB and MySQL. |
//!
//! At least one driver is needed.
//!
//! Next: `docs/MOUNTING.md` shows the tables of an application.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod add_column;
mod hosted;
mod m20261123_000001_users_and_sessions;
mod m20261123_000002_sessions_last_seen_index;
mod m20261123_000003_log_ins_write_the_user;
mod m20261124_000001_links_mails_events;
mod m20261124_000002_attempts;
mod m20261125_000001_disabled_users;
mod m20261125_000002_invitations;
mod m20261125_000003_tell_changes;
mod m20261130_000001_email_changes;
mod m20261130_000002_always_tell_changes;
mod m20261130_000003_auth_epoch;
mod m20261130_000004_authentications;
mod m20261130_000005_one_time_tokens;
mod m20261130_000006_event_names;
mod m20261201_000001_emails;
mod migrate;
mod state;
mod take_over;

use sea_orm_migration::prelude::*;

pub use hosted::{migrations, to_user, user_id};
pub use migrate::{MigrateError, migrate};
pub use state::{SchemaState, schema_state};

const TRACKING_TABLE: &str = "vestibule_migrations";

/// The migrations, in their order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_users_and_sessions::Migration),
            Box::new(m20261123_000002_sessions_last_seen_index::Migration),
            Box::new(m20261123_000003_log_ins_write_the_user::Migration),
            Box::new(m20261124_000001_links_mails_events::Migration),
            Box::new(m20261124_000002_attempts::Migration),
            Box::new(m20261125_000001_disabled_users::Migration),
            Box::new(m20261125_000002_invitations::Migration),
            Box::new(m20261125_000003_tell_changes::Migration),
            Box::new(m20261130_000001_email_changes::Migration),
            Box::new(m20261130_000002_always_tell_changes::Migration),
            Box::new(m20261130_000003_auth_epoch::Migration),
            Box::new(m20261130_000004_authentications::Migration),
            Box::new(m20261130_000005_one_time_tokens::Migration),
            Box::new(m20261130_000006_event_names::Migration),
            Box::new(m20261201_000001_emails::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        TRACKING_TABLE.into_iden()
    }
}
