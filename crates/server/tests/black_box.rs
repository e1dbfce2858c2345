//! The program as it is shipped, from outside: a process, its files, its signals, and HTTP.

#![cfg(target_os = "linux")]

mod black_box {
    mod access;
    mod browser;
    mod commands;
    mod configuration;
    mod database;
    mod database_trouble;
    mod end;
    mod first_start;
    mod hang_up;
    mod hostile_http;
    mod killed;
    mod log;
    mod misconfiguration;
    mod secret_key;
    mod server;
    mod several_servers;
    mod storm;
}
