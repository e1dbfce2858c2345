//! The store on real databases.
//!
//! SQLite is always available. `POSTGRES_URL` and `MARIADB_URL` name servers of PostgreSQL and MariaDB,
//! with a user who may create databases. The test runner ignores the tests that need a server; with
//! `--include-ignored` it runs them, and they fail if their variable is not set.

#[macro_use]
mod on_each_database;

mod accounts;
mod cancellation;
mod conflicts;
mod connecting;
mod contention;
mod contract;
mod crowd;
mod database;
mod documented;
mod earlier_versions;
mod filling;
mod hosted;
mod invalid_rows;
mod load;
mod migrations;
mod plans;
mod recording;
mod recovery;
mod revocation;
mod statements;
mod watching;
