//! Mails, over the wire, to a mail server that does what each test says.

mod addresses;
mod fixture;
mod operator;
mod received;
mod refusals;
mod server;
mod settings;
mod stalls;
mod tls;
