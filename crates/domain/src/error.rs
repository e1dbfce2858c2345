use std::{error::Error, fmt};

/// Something that a port needs does not answer: the database, the generator of random
/// numbers, a mail server.
///
/// The message is generic; log the chain of [`Error::source`] for the cause.
#[derive(Debug, thiserror::Error)]
#[error("a required service is unavailable")]
pub struct Unavailable {
    source: Box<dyn Error + Send + Sync>,
    is_conflict: bool,
}

impl Unavailable {
    /// Wraps what went wrong.
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
            is_conflict: false,
        }
    }

    /// Wraps what went wrong only because others did something at the same time: a deadlock,
    /// a serialization failure. The unit of work was rolled back, and done once more as a
    /// whole it will likely succeed.
    pub fn conflict(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
            is_conflict: true,
        }
    }

    /// Whether another try of the whole unit is sensible.
    pub fn is_conflict(&self) -> bool {
        self.is_conflict
    }
}

/// Displays an error and all its sources, as one line for a log or a terminal. Some loggers omit
/// sources.
pub struct ErrorChain<'a>(pub &'a (dyn Error + 'a));

impl fmt::Display for ErrorChain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = self.0.to_string();
        let mut source = self.0.source();
        while let Some(cause) = source {
            let text = cause.to_string();
            // Many errors repeat their source in their own words.
            if !line.contains(&text) {
                line = format!("{line}: {text}");
            }
            source = cause.source();
        }
        f.write_str(&line.replace(['\r', '\n'], " "))
    }
}

/// Implements `Debug` for errors as their sentence with all causes: a `main` that returns an error
/// prints its `Debug`.
#[doc(hidden)]
#[macro_export]
macro_rules! debug_as_sentence {
    ($error:ty) => {
        impl ::std::fmt::Debug for $error {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::ErrorChain(self), f)
            }
        }
    };
}
