//! Emails over SMTP, to a mail server that each test configures.

use rig::smtp as server;

mod addresses;
mod fixture;
mod operator;
mod received;
mod refusals;
mod settings;
mod stalls;
mod tls;
