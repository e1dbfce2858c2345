//! The [`Store`](vestibule_domain::Store) of Vestibule on SeaORM: SQLite, PostgreSQL, and
//! MariaDB or MySQL.
//!
//! Each database has a feature for its driver: `sqlite`, `postgres` and `mysql` (MariaDB too). All
//! are enabled by default here, and the first two in the crate `vestibule`.
//!
//! ```no_run
//! use vestibule_seaorm::{PoolOptions, SeaOrmStore, connect, migrate};
//!
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let db = connect("sqlite://data/vestibule.db", &PoolOptions::default()).await?;
//! migrate(&db).await?;
//! let store = SeaOrmStore::new(db);
//! # Ok(())
//! # }
//! ```
//!
//! [`connect`] sets the options that the store relies on. An application with a pool of its
//! own, made with the same SeaORM, may give that to [`SeaOrmStore::new`] instead, if
//! [`check_pool`] finds nothing wrong with it.

// What serves one database only is unused in a build without its driver.
#![cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code)
)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(not(any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
compile_error!("enable a driver: the feature `sqlite`, `postgres` or `mysql`");

mod attempt;
mod client;
mod clock;
mod connect;
mod count;
mod error;
mod event;
mod knock;
mod load;
mod mail;
mod one_time_token;
mod own_pool;
mod pool;
mod purge;
mod session;
mod statement_timeout;
mod store;
mod uninterrupted;
mod unit;
mod user;
mod watch;
mod write_queue;

pub use clock::database_time;
pub use connect::{ConnectError, PoolOptions, UnsupportedPooler, UrlMistake, connect, sqlite_file};
pub use error::unavailable;
pub use load::{PoolLoad, count_errors_from_zero};
pub use mail::Outbox;
pub use own_pool::{UnsupportedPool, check_pool};
pub use sea_orm;
pub use store::SeaOrmStore;
pub use unit::transaction;
pub use vestibule_migration::{MigrateError, SchemaState, migrate, schema_state};
pub use watch::has_change_triggers;
