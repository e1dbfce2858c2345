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
//! # What every template knows
//!
//! | name | what it is |
//! |---|---|
//! | `site_name` | as it was given to the builder |
//! | `current_user` | `is_authenticated`, and `email` (empty for strangers) |
//! | `messages` | each with `level` (`success`, `info`, `warning`, `error`) and `text` |
//! | `url_for(name, …)` | the path of a route, with the other arguments as its query; those that are `none` are left out |
//! | `url_for("static", filename="style.css")` | the path of an [`Asset`] |
//! | `name is route` | whether [`TemplatesBuilder::url`] named it: routes can be switched off |
//! | `seconds \| date` | a `<time>` element, from Unix seconds |
//!
//! `base.html` has the blocks `title`, `head`, `nav`, `content` and `footer`. Everything is
//! escaped as HTML, whatever a template is called. A value that is missing is an error where it is
//! printed; asking `{% if … %}` for it is not.

mod asset;
mod builder;
mod date;
mod engine;
mod error;
mod field;
mod loader;
mod page;
mod surroundings;
#[cfg(test)]
mod tests;
mod url_for;

pub use asset::Asset;
pub use builder::TemplatesBuilder;
pub use engine::Templates;
pub use error::TemplateError;
pub use field::{Field, SecretField};
pub use page::{ErrorPage, HomePage, LogInPage, LogOutPage, Page, RegisterPage, SettingsPage};
pub use surroundings::{Level, Message, Surroundings};
