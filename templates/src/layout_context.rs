use serde::{Deserialize, Serialize};
use vestibule_domain::User;

use crate::Message;

/// What every page gets besides its own context.
#[derive(Clone, Copy, Debug, Default)]
pub struct LayoutContext<'a> {
    /// The logged-in user.
    pub current_user: Option<&'a User>,
    /// The flash messages, which are shown once.
    pub messages: &'a [FlashMessage],
    /// The language tag of the page, as [`Templates::negotiate`](crate::Templates::negotiate) returns
    /// it. Any other text means the default language of the site.
    pub language: &'a str,
}

/// A message about the previous request, shown on the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlashMessage {
    /// How serious it is.
    pub level: Level,
    /// The text.
    pub text: Message,
}

impl FlashMessage {
    /// One of each level, to try templates with.
    pub(crate) fn samples() -> Vec<Self> {
        let text = Message::new("change-password-done");
        [Level::Success, Level::Info, Level::Warning, Level::Error]
            .map(|level| Self {
                level,
                text: text.clone(),
            })
            .into()
    }
}

/// How serious a [`FlashMessage`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It worked.
    Success,
    /// Good to know.
    Info,
    /// Something needs attention.
    Warning,
    /// It did not work.
    Error,
}

/// The user of the page, as `current_user` in templates.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Viewer<'a> {
    is_authenticated: bool,
    /// Empty for unauthenticated visitors, so that a template that prints it does not fail.
    email: &'a str,
}

impl<'a> Viewer<'a> {
    pub(crate) const ANONYMOUS: Self = Self {
        is_authenticated: false,
        email: "",
    };

    pub(crate) const fn logged_in(email: &'a str) -> Self {
        Self {
            is_authenticated: true,
            email,
        }
    }
}

impl<'a> From<Option<&'a User>> for Viewer<'a> {
    fn from(user: Option<&'a User>) -> Self {
        user.map_or(Self::ANONYMOUS, |user| Self::logged_in(user.email.as_str()))
    }
}
