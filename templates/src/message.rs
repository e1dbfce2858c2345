use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Serialize};
use vestibule_domain::{HostMessage, Timestamp};

/// A message for the user, translated when the page is rendered: a message of a catalogue with its
/// arguments, or a text of the application that is the same in every language.
///
/// ```
/// use vestibule_templates::{Field, Message};
///
/// let short = Field::blank().with_error(Message::new("password-too-short").with("min", 8));
/// let theirs = Field::blank().with_error("Choose a cookie");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message(pub(crate) Saying);

/// A text is marked as one, so that no text is ever taken for the id of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Saying {
    Message {
        id: Cow<'static, str>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        with: BTreeMap<Cow<'static, str>, Argument>,
    },
    Text {
        text: String,
    },
}

/// The value of a variable of a message: a number, a time or untrusted text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    /// A number, which selects singular or plural where a message has both.
    Number(i64),
    /// It is shown as it is.
    Text(String),
    /// An instant in UTC, to the minute, in the format of the language.
    Time {
        /// Since 1970-01-01T00:00:00Z.
        seconds: i64,
    },
}

impl Message {
    /// The message of the catalogue with this id.
    pub const fn new(id: &'static str) -> Self {
        Self(Saying::Message {
            id: Cow::Borrowed(id),
            with: BTreeMap::new(),
        })
    }

    /// Names the message, for programs; a text has no name.
    pub fn id(&self) -> Option<&str> {
        match &self.0 {
            Saying::Message { id, .. } => Some(id),
            Saying::Text { .. } => None,
        }
    }

    /// The message with a value for its variable `$name`. A text has no variables.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        if let Saying::Message { with, .. } = &mut self.0 {
            with.insert(Cow::Borrowed(name), value.into());
        }
        self
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self(Saying::Text { text })
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<HostMessage> for Message {
    fn from(message: HostMessage) -> Self {
        match message {
            HostMessage::Id(id) => Self::new(id),
            HostMessage::Text(text) => text.into_owned().into(),
        }
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Argument {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number.try_into().unwrap_or(i64::MAX))
    }
}

impl From<Timestamp> for Argument {
    fn from(time: Timestamp) -> Self {
        Self::Time {
            seconds: time.unix_seconds(),
        }
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
