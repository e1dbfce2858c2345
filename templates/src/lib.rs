//! The pages and emails of Vestibule: templates with a typed context for each, their messages in three
//! languages, and one style sheet.
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate
//! `vestibule` re-exports [`Field`] and [`Message`], and the builder configures the rest.
//!
//! - [`Templates`] renders a [`Page`] with its [`LayoutContext`]: the current user and the flash
//!   messages. [`Templates::render_email`] renders an email.
//! - [`TemplatesBuilder`] adds templates of an application, and replaces any
//!   built-in file, including the style sheet and the icon, with a file of the same name in a
//!   [folder](TemplatesBuilder::folder).
//! - [`Message`] is a text of the catalogues, shown in the language of the page.
//!
//! The built-in version of a template stays available as `vestibule/NAME`:
//!
//! ```html
//! {% extends "vestibule/login.html" %}
//! {% block head %}<meta name="robots" content="noindex">{% endblock %}
//! ```
//!
//! # Translations
//!
//! All text of the built-in pages is in catalogues in the format of Project Fluent, one for each
//! language and feature: `pages/sessions/en.ftl`, `de.ftl`, `fr.ftl`. [`Templates::negotiate`]
//! selects the language of a browser, and a [`Message`] is shown in the language of its page. An
//! application selects its [languages](TemplatesBuilder::languages), and replaces messages or adds a
//! language with [`messages`](TemplatesBuilder::messages) or a `de.ftl` in its folder:
//!
//! ```text
//! login-lead = Schön, dass Sie wieder naschen.
//! shop-cookies = { $n ->
//!     [one] ein Keks
//!    *[other] { $n } Kekse
//! }
//! ```
//!
//! To add a message to the built-in pages, write it into all three catalogues of its feature and
//! use it with `t("…")` or `Message::new("…")`. Tests find messages that are missing in a catalogue,
//! have different variables, or are unused.
//!
//! # Variables and functions of every template
//!
//! | name | meaning |
//! |---|---|
//! | `site_name` | the name of the site |
//! | `current_user` | `is_authenticated`, and `email` (empty for unauthenticated visitors) |
//! | `language` | the tag of the language of the page, for `<html lang>` |
//! | `direction` | the direction of the text: `ltr` or `rtl`, for `<html dir>` |
//! | `t("login-lead")`, `t("shop-cookies", n=3)` | a message of the catalogue; an argument that is markup, such as a block that was `set`, stays markup |
//! | `t(message)` | a [`Message`], such as the `error` of a [`Field`] |
//! | `messages` | each with `level` (`success`, `info`, `warning`, `error`) and `text`, a [`Message`] |
//! | `url_for(name, …)` | the path of a route: `{id}` in it is filled by the argument `id`, and the other arguments are its query; those that are `none` are left out |
//! | `url_for("static", filename="style.css")` | the path of an [`Asset`] |
//! | `address \| url` | an external URL, with readable slashes |
//! | `invitation_only` | whether registration requires an invitation |
//! | `site_links` | the links of the footer: each with `url`, and `label`, a message |
//! | `support_email`, `support_url` | the support address of the site, and its `mailto` URL; empty without one |
//! | `site_logo` | the file name of the logo, for `url_for("static", filename=site_logo)` |
//! | `touch_icon`, `email_logo` | the file names of PNG versions of it; empty without one |
//! | `has_illustration` | whether forms have a picture beside them |
//! | `email_accent` | the color of buttons in emails |
//! | `settings_pages` | the navigation of the settings pages: each with `url`, `id`, `title` and `heading`, both messages; `heading` is none but before a group of several |
//! | `name is route` | whether the route exists: applications can omit routes |
//! | `seconds \| date` | a `<time>` element for Unix seconds, with the date format of the language |
//! | `seconds \| datetime` | the same with the time of day, to the minute in UTC |
//! | `seconds \| ago(now)` | the same as a time before `now`, "2 hours ago"; after a month, the date |
//! | `agent \| device` | the kind of device of a `User-Agent`: `phone`, `tablet`, `desktop` or `unknown` |
//! | `agent \| browser` | a description of a `User-Agent`, "Firefox on Linux" |
//! | `text \| wrap` | the text in lines for a plain-text email |
//!
//! `base.html` has the blocks `title`, `head`, `nav`, `content` and `footer`. All values are escaped
//! as HTML in every template, regardless of its file name. Printing a missing value is an error;
//! testing it with `{% if … %}` is not.
//!
//! # Emails
//!
//! [`Templates::render_email`] renders a [`EmailPage`] with `mail.html` and `mail.txt`, which an
//! application can replace like any page. Only `mail.txt` is not escaped: it is plain text.
//!
//! Next: `docs/LOOK.md` shows how an application changes them.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accent_color;
mod agent;
mod asset;
mod brand;
mod builder;
mod catalogue;
mod date;
mod email;
mod embedded;
mod engine;
mod error;
mod field;
mod layout_context;
mod loader;
mod locale_templates;
mod logo;
mod message;
mod page;
mod rendered;
mod settings_menu;
#[cfg(test)]
mod tests;
mod url_for;

pub use accent_color::{AccentColor, InvalidColor};
pub use agent::browser;
pub use asset::Asset;
pub use builder::TemplatesBuilder;
pub use email::{EmailAction, EmailDetail, EmailPage, RenderedEmail};
pub use engine::Templates;
pub use error::TemplateError;
pub use field::{Field, SecretField, TokenField};
pub use layout_context::{FlashMessage, LayoutContext, Level};
pub use logo::{InvalidLogo, Logo};
pub use message::{Argument, Message};
pub use page::*;
pub use settings_menu::{SettingsGroup, SettingsLink};
