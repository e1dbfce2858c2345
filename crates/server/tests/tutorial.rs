//! docs/TUTORIAL.md, done as a reader does it: `just tutorial`.

#![cfg(target_os = "linux")]

mod tutorial {
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/browser.rs"]
    mod browser;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/database.rs"]
    mod database;
    mod page;
    mod reader;
    #[allow(dead_code, reason = "these tests need only a part of it")]
    #[path = "../black_box/server.rs"]
    mod server;
    mod story;
}
