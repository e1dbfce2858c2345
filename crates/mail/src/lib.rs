//! Sends the mails of Vestibule.
//!
//! [`SmtpMailer`] hands them to a mail server, several of them over one connection.
//! [`LogMailer`] writes them to the log, for developers who have no mail server. Both are the
//! port [`Mailer`](vestibule_domain::Mailer); [`Letters`] gives the mails their words.

mod connections;
mod conversation;
mod from;
mod letters;
mod log;
mod smtp;
mod smtp_url;

pub use from::{InvalidMailFrom, MailFrom};
pub use letters::Letters;
pub use log::LogMailer;
pub use smtp::SmtpMailer;
pub use smtp_url::{InvalidSmtpUrl, SmtpUrl};
