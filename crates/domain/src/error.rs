use std::error::Error;

/// Something that a port needs does not answer: the database, the generator of random
/// numbers, a mail server.
///
/// It says nothing by itself; whoever logs it follows [`Error::source`].
#[derive(Debug, thiserror::Error)]
#[error("a service that is needed does not answer")]
pub struct Unavailable {
    source: Box<dyn Error + Send + Sync>,
}

impl Unavailable {
    /// Wraps what went wrong.
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
        }
    }
}
