use serde::Serialize;

use vestibule_domain::LinkToken;

use crate::Message;

/// A field of a form whose content may be shown again, for the context of a template.
///
/// # Examples
///
/// ```
/// use serde::Serialize;
/// use vestibule_templates::{Field, Message};
///
/// #[derive(Serialize)]
/// struct AddressForm {
///     street: Field, // `street.value`, `street.error` and `street.focus` in the template
/// }
///
/// fn refused(street: &str) -> AddressForm {
///     let error = Message::new("street-missing"); // in the catalogues of the application
///     AddressForm { street: Field::new(street).with_error(error).focused() }
/// }
/// ```
#[derive(Clone, Debug, Default, Serialize)]
pub struct Field {
    value: String,
    #[serde(flatten)]
    pub(crate) state: State,
}

/// A field for a password. It has no value, so that no page can send a password back.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SecretField {
    #[serde(flatten)]
    pub(crate) state: State,
}

/// The hidden field with the token of an emailed link. Only the page contains it.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub struct TokenField(String);

/// The common part of the kinds of fields: `error`, `advice` and `focus` in a template.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct State {
    error: Option<Message>,
    advice: Vec<Message>,
    pub(crate) focus: bool,
}

impl Field {
    /// Creates a field with the value that was typed.
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            state: State::default(),
        }
    }

    /// Creates an empty field.
    pub fn blank() -> Self {
        Self::default()
    }

    /// Adds an error message.
    pub fn with_error(mut self, message: impl Into<Message>) -> Self {
        self.state.error = Some(message.into());
        self
    }

    /// Whether the value is empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.value.trim().is_empty()
    }

    /// Gives the field the focus. At most one field of a page should have it; the built-in
    /// pages choose the first field with an error.
    pub fn focused(mut self) -> Self {
        self.state.focus = true;
        self
    }
}

impl SecretField {
    /// Creates an empty field; a password is never shown again.
    pub fn blank() -> Self {
        Self::default()
    }

    /// Adds an error message.
    pub fn with_error(mut self, message: impl Into<Message>) -> Self {
        self.state.error = Some(message.into());
        self
    }

    /// The field with advice under its message, in sentences of their own.
    pub fn with_advice(mut self, advice: Vec<Message>) -> Self {
        self.state.advice = advice;
        self
    }
}

impl TokenField {
    /// One that opens nothing, to try templates with.
    pub(crate) fn sample() -> Self {
        Self("A".repeat(43))
    }
}

impl From<&LinkToken> for TokenField {
    fn from(token: &LinkToken) -> Self {
        Self(token.expose().to_string())
    }
}

impl std::fmt::Debug for TokenField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenField(…)")
    }
}

/// Gives the focus to the first field with an error, and returns whether there is one.
pub(crate) fn focus_first_error<'a>(fields: impl IntoIterator<Item = &'a mut State>) -> bool {
    let mut found = false;
    for field in fields {
        field.focus = !found && field.error.is_some();
        found |= field.focus;
    }
    found
}
