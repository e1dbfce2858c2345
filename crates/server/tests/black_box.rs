//! The program as it is shipped, from outside: a process, its files, its signals, and HTTP.

#![cfg(target_os = "linux")]

mod black_box {
    mod access;
    mod accounts;
    mod breached;
    mod browser;
    mod check;
    mod commands;
    mod configuration;
    mod crowd;
    mod dashboard;
    mod database;
    mod database_trouble;
    mod end;
    mod first_start;
    mod hang_up;
    mod hostile_http;
    mod killed;
    mod log;
    mod mail_server;
    mod mails;
    mod metrics;
    mod misconfiguration;
    mod output;
    mod pepper;
    mod secret_key;
    mod server;
    mod several_servers;
    mod storm;
    mod terminal;
    mod times;
    mod transfer;
    mod tune;
}
