//! The interface for programs, met by a client that knows nothing but its description, and by the
//! examples of docs/API.md: `just api-check`.

#![cfg(target_os = "linux")]

mod api_check {
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/browser.rs"]
    mod browser;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/database.rs"]
    mod database;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/server.rs"]
    mod server;

    mod examples;
    mod generic_client;
}
