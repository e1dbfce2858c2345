//! The store on real databases.
//!
//! SQLite is always there. PostgreSQL and MariaDB are where `POSTGRES_URL` and `MARIADB_URL`
//! say, as a user who may create databases; without them their tests do nothing and say so,
//! and with `VESTIBULE_TEST_DATABASES=all` they fail.

mod cancellation;
mod connecting;
mod contention;
mod contract;
mod database;
mod foreign_rows;
mod migrations;
