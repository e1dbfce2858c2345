//! Emails of Vestibule: the adapters of [`Mailer`](vestibule_domain::Mailer), and the texts.
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate `vestibule`
//! re-exports [`SmtpUrl`], [`MailFrom`] and [`EmailTemplates`], and the builder uses the rest.
//!
//! - [`SmtpMailer`] sends emails over SMTP (RFC 5321), several over one connection.
//! - [`LogMailer`] writes them to the log, for development without a mail server.
//! - [`EmailTemplates`] renders the texts, also for a mailer of an application.
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
//!
//! Next: the options of emails are in `docs/CONFIGURATION.md`.

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
