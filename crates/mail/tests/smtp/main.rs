//! Mails, over the wire, to a mail server that does what each test says.

use rig::smtp as server;

mod addresses;
mod fixture;
mod operator;
mod received;
mod refusals;
mod settings;
mod stalls;
mod tls;
