use std::{error::Error, io, path::Path};

/// A template that cannot be read, compiled or rendered. It is displayed as one line with place and
/// reason, such as `templates/login.html:12: syntax error: unexpected end of block`.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct TemplateError {
    place: String,
    fault: String,
}

impl TemplateError {
    pub(crate) fn new(place: impl Into<String>, fault: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            fault: fault.into(),
        }
    }

    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::new(path.display().to_string(), error.to_string())
    }

    /// The error of compiling or rendering `asked`; `locate` returns the place of a template for the
    /// message.
    pub(crate) fn template(
        error: &minijinja::Error,
        asked: &str,
        locate: impl FnOnce(&str) -> String,
    ) -> Self {
        let cause = innermost(error);
        let mut place = locate(cause.name().unwrap_or(asked));
        if let Some(line) = cause.line() {
            place = format!("{place}:{line}");
        }
        let mut fault = cause.kind().to_string();
        if let Some(detail) = cause.detail() {
            fault = format!("{fault}: {detail}");
        }
        if let Some(source) = cause.source() {
            fault = format!("{fault}: {source}");
        }
        Self::new(place, fault.replace(['\r', '\n'], " "))
    }
}

/// An error inside an included or extended template comes wrapped, once for each level.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let mut innermost = error;
    while let Some(inner) = innermost.source().and_then(|source| source.downcast_ref()) {
        innermost = inner;
    }
    innermost
}
