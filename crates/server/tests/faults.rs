//! What real servers do to the program, and it to them: databases that go away, load
//! balancers in front, a cluster behind. Each test starts servers of its own, as the user
//! `nobody` where it runs as root, and ends them.

#![cfg(target_os = "linux")]

mod faults {
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/browser.rs"]
    mod browser;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/database.rs"]
    mod database;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/server.rs"]
    mod server;

    mod balancer;
    mod cluster;
    mod crowd;
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
