//! What a program with the feature `opentelemetry` sends to a collector: `just traces`.

#![cfg(target_os = "linux")]

mod traces {
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/browser.rs"]
    mod browser;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/database.rs"]
    mod database;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/server.rs"]
    mod server;

    mod collector;
    mod sent;
}
