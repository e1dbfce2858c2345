//! The store on real databases.
//!
//! SQLite is always there. PostgreSQL and MariaDB are where `POSTGRES_URL` and `MARIADB_URL`
//! say, as a user who may create databases; without them their tests do nothing and say so,
//! and with `VESTIBULE_TEST_DATABASES=all` they fail.

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
mod filling;
mod foreign_rows;
mod hosted;
mod load;
mod migrations;
mod plans;
mod recording;
mod revocation;
mod statements;
mod watching;
mod way_back;
