//! The database of Vestibule on SeaORM: [`Store`](vestibule_domain::Store) and
//! [`AttemptStore`](vestibule_domain::AttemptStore) for SQLite, PostgreSQL, and MariaDB or MySQL.
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate
//! `vestibule` re-exports it as `vestibule::seaorm`.
//!
//! - [`connect`] opens a pool with the options that the store needs, and [`migrate`](migrate()) updates the
//!   schema.
//! - [`SeaOrmStore`] is the store. It also accepts a pool of the application, of the same version of SeaORM,
//!   if [`check_pool`] accepts the pool.
//! - [`transaction`] gives code of an application the transaction of a unit of work.
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
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `sqlite` | yes | The driver of SQLite. |
//! | `postgres` | yes | The driver of PostgreSQL. |
//! | `mysql` | yes | The driver of MariaDB and MySQL. |
//!
//! At least one driver is needed. The crate `vestibule` enables the first two by default.
//!
//! Next: `docs/DATABASES.md` is about versions and settings of the databases.

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
mod connect_once;
mod count;
mod error;
mod event;
mod load;
mod one_time_token;
mod own_pool;
mod pool;
mod purge;
mod queued_email;
mod session;
mod statement_timeout;
mod store;
mod uninterrupted;
mod unit;
mod user;
mod watch;
mod write_queue;

pub use clock::database_time;
pub use connect::{ConnectError, PoolOptions, UnsupportedPooler, UrlError, connect, sqlite_file};
pub use error::unavailable;
pub use load::{PoolLoad, count_errors_from_zero};
pub use own_pool::{UnsupportedPool, check_pool};
pub use queued_email::Outbox;
pub use sea_orm;
pub use store::SeaOrmStore;
pub use unit::transaction;
pub use vestibule_migration::{MigrateError, SchemaState, migrate, schema_state};
pub use watch::has_change_triggers;
