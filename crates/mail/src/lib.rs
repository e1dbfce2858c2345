//! Sends the mails of Vestibule.
//!
//! [`SmtpMailer`] hands them to a mail server, several of them over one connection.
//! [`LogMailer`] writes them to the log, for developers who have no mail server. Both are the
//! port [`Mailer`](vestibule_domain::Mailer); [`Letters`] gives the mails their words.
//!
//! ```
//! use vestibule_mail::{Letters, MailFrom, SmtpMailer, SmtpUrl};
//! use vestibule_templates::Templates;
//!
//! # fn open() -> Result<(), Box<dyn std::error::Error>> {
//! let templates = Templates::builder().site_name("Cookie Shop").build()?;
//! let letters = Letters::new(templates, "https://shop.example".to_owned());
//! let server = SmtpUrl::parse("smtps://shop:secret@mail.example")?;
//! let mailer = SmtpMailer::new(server, MailFrom::parse("no-reply@shop.example")?, letters);
//! # Ok(()) }
//! # open().unwrap();
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod connections;
mod conversation;
mod from;
mod letters;
mod log;
mod refusal;
mod smtp;
mod smtp_url;

pub use from::{InvalidMailFrom, MailFrom};
pub use letters::Letters;
pub use log::LogMailer;
pub use smtp::SmtpMailer;
pub use smtp_url::{InvalidSmtpUrl, SmtpUrl};
