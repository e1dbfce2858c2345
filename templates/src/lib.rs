//! The pages of Vestibule: a typed context for each, its HTML, and one style sheet.
//!
//! [`Templates`] renders a [`Page`] in its [`Surroundings`]: who is logged in, and what there
//! is to tell them. A host adds templates of its own with [`TemplatesBuilder::template`], and
//! replaces any file of ours, style sheet and icon included, by one of the same name in a
//! [folder](TemplatesBuilder::folder). Our version stays in reach as `vestibule/NAME`:
//!
//! ```html
//! {% extends "vestibule/login.html" %}
//! {% block head %}<meta name="robots" content="noindex">{% endblock %}
//! ```
//!
//! # Words
//!
//! Every word of our pages comes from a catalogue in the format of Project Fluent, one for each
//! language: `words/en.ftl`, `de.ftl`, `fr.ftl`. [`Templates::negotiate`] finds the language of
//! a browser, and a [`Phrase`] is said in the language of the page that shows it. A host chooses
//! its [languages](TemplatesBuilder::languages), and says things in its own way, or in a language
//! of its own, by [words](TemplatesBuilder::words) or by a `de.ftl` in its folder:
//!
//! ```text
//! log-in-lead = Schön, dass Sie wieder naschen.
//! shop-cookies = { $n ->
//!     [one] ein Keks
//!    *[other] { $n } Kekse
//! }
//! ```
//!
//! To add words to our own pages, write the message into all three catalogues and say it, by
//! `t("…")` or `Phrase::new("…")`. Tests find a message that is missing in one of them, that has
//! another variable there, or that nobody says.
//!
//! # What every template knows
//!
//! | name | what it is |
//! |---|---|
//! | `site_name` | as it was given to the builder |
//! | `current_user` | `is_authenticated`, and `email` (empty for strangers) |
//! | `language` | the tag of the language that the page is in, for `<html lang>` |
//! | `t("log-in-lead")`, `t("shop-cookies", n=3)` | a message of the catalogue; an argument that is markup, such as a block that was `set`, stays markup |
//! | `t(phrase)` | a [`Phrase`], such as the `error` of a [`Field`] |
//! | `messages` | each with `level` (`success`, `info`, `warning`, `error`) and `text`, a [`Phrase`] |
//! | `url_for(name, …)` | the path of a route: `{id}` in it is filled by the argument `id`, and the other arguments are its query; those that are `none` are left out |
//! | `url_for("static", filename="style.css")` | the path of an [`Asset`] |
//! | `address \| url` | a URL that is not one of ours, with its slashes readable |
//! | `invitation_only` | whether nobody registers without an invitation |
//! | `name is route` | whether [`TemplatesBuilder::url`] named it: routes can be switched off |
//! | `seconds \| date` | a `<time>` element, from Unix seconds, as people of the language write a day |
//! | `seconds \| datetime` | the same with the time of day, to the minute in UTC |
//! | `agent \| browser` | a `User-Agent` in words, "Firefox on Linux" |
//! | `text \| wrap` | the text in lines for a plain mail |
//!
//! `base.html` has the blocks `title`, `head`, `nav`, `content` and `footer`. Everything is
//! escaped as HTML, whatever a template is called. A value that is missing is an error where it is
//! printed; asking `{% if … %}` for it is not.
//!
//! # Mails
//!
//! [`Templates::render_mail`] renders a [`MailPage`] by `mail.html` and `mail.txt`, which a host
//! replaces like any page. `mail.txt` is the one template that is not escaped: it is plain text.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agent;
mod asset;
mod builder;
mod date;
mod edition;
mod engine;
mod error;
mod field;
mod loader;
mod mail;
mod page;
mod phrase;
mod rendered;
mod surroundings;
#[cfg(test)]
mod tests;
mod url_for;
mod words;

pub use agent::browser;
pub use asset::Asset;
pub use builder::TemplatesBuilder;
pub use engine::Templates;
pub use error::TemplateError;
pub use field::{Field, SecretField, TokenField};
pub use mail::{MailAction, MailDetail, MailPage, RenderedMail};
pub use page::{
    AccountPage, ActivityPage, ApiAnswer, ApiGroup, ApiOperation, ApiReferencePage,
    ChangeEmailPage, ConfirmEmailChangePage, ConfirmPasswordPage, DeadLinkPage, ErrorPage,
    EventEntry, ForgotPasswordPage, HomePage, LogInPage, LogOutPage, MailSentPage, Page,
    RegisterPage, RegistrationClosedPage, ResendVerificationPage, ResetPasswordPage, SessionEntry,
    SessionsPage, SettingsPage, UndoEmailChangePage, VerifyEmailPage,
};
pub use phrase::{Argument, Phrase};
pub use surroundings::{Level, Message, Surroundings};
