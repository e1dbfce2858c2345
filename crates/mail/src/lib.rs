//! Sends the mails of Vestibule.
//!
//! [`SmtpMailer`] hands them to a mail server, several of them over one connection.
//! [`LogMailer`] writes them to the log, for developers who have no mail server. Both are the
//! port [`Mailer`](vestibule_domain::Mailer); [`EmailTemplates`] gives the mails their words.
//!
//! ```
//! use vestibule_mail::{EmailTemplates, MailFrom, SmtpMailer, SmtpUrl};
//! use vestibule_templates::Templates;
//!
//! # fn open() -> Result<(), Box<dyn std::error::Error>> {
//! let templates = Templates::builder().site_name("Cookie Shop").build()?;
//! let email_templates = EmailTemplates::new(templates, "https://shop.example".to_owned());
//! let server = SmtpUrl::parse("smtps://shop:secret@mail.example")?;
//! let mailer = SmtpMailer::new(server, MailFrom::parse("no-reply@shop.example")?, email_templates);
//! # Ok(()) }
//! # open().unwrap();
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod connections;
mod conversation;
mod email_templates;
mod from;
mod log;
mod refusal;
mod smtp;
mod smtp_url;

pub use email_templates::EmailTemplates;
pub use from::{InvalidMailFrom, MailFrom};
pub use log::LogMailer;
pub use smtp::SmtpMailer;
pub use smtp_url::{InvalidSmtpUrl, SmtpUrl};
