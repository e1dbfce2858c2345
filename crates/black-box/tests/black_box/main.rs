//! The released program, from outside: a process, its files, its signals, and HTTP.

#![cfg(target_os = "linux")]

use rig::{browser, database, mail_server, server};

mod access;
mod accounts;
mod breached;
mod check;
mod commands;
mod configuration;
mod crash_recovery;
mod dashboard;
mod database_faults;
mod disconnect;
mod emails;
mod first_start;
mod flood;
mod hostile_http;
mod log;
mod many_connections;
mod metrics;
mod misconfiguration;
mod output;
mod pepper;
mod secret_key;
mod several_servers;
mod shutdown;
mod terminal;
mod times;
mod transfer;
mod tune;

/// The program with real servers: databases that fail, load balancers, a database cluster. Each test starts
/// its own servers, as an unprivileged user if it runs as root, and ends them. `just faults`
#[cfg(feature = "faults")]
mod faults {
    use crate::misconfiguration;
    use rig::{browser, database, server};

    mod balancer;
    mod client_load;
    mod cluster;
    mod daemon;
    mod database_server;
    mod disconnected;
    mod exhausted;
    mod fleet;
    mod forward_auth;
    mod galera;
    mod mariadb;
    mod moving_from;
    mod outage;
    mod pooler;
    mod postgres;
    mod protect_tutorial;
    mod protected_app;
    mod read_only;
    mod revocation;
    mod shared;
    mod snippets;
    mod sql;
    mod sqlite_disk;
    mod starting;
    mod tls;
    mod triggers;
}

/// The JSON API, with a client that is generated from its description, and with the examples of
/// docs/API.md: `just api-check`.
#[cfg(feature = "api-check")]
mod api_check {
    use rig::server;

    mod examples;
    mod generic_client;
}

/// docs/TUTORIAL.md, with the steps of a reader: `just tutorial`.
#[cfg(feature = "tutorial")]
mod tutorial {
    use rig::{browser, server};

    mod page;
    mod reader;
    mod story;
}

/// The traces of a program with the feature `opentelemetry`: `just traces`.
#[cfg(feature = "opentelemetry")]
mod traces {
    use crate::misconfiguration;
    use rig::{browser, server};

    mod collector;
    mod sent;
}
