use std::{
    borrow::Cow,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use axum::http::{HeaderMap, header};

use super::RequestContext;
use crate::http::header_text::list;

/// In which format and language to answer.
pub(super) struct AnswerFormat {
    accepts_html: bool,
    is_json: AtomicBool,
    accept_language: Option<String>,
    language: OnceLock<String>,
    depends_on_language: AtomicBool,
}

impl AnswerFormat {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self {
            accepts_html: list(headers, &header::ACCEPT).is_some_and(|a| a.contains("text/html")),
            is_json: AtomicBool::new(false),
            accept_language: list(headers, &header::ACCEPT_LANGUAGE).map(Cow::into_owned),
            language: OnceLock::new(),
            depends_on_language: AtomicBool::new(false),
        }
    }
}

impl RequestContext {
    /// Whether to answer with a page.
    pub(crate) fn accepts_html(&self) -> bool {
        let format = &self.0.answer;
        format.accepts_html && !format.is_json.load(Relaxed)
    }

    /// Marks the route as part of the API: it answers with JSON, never with a page or a redirect,
    /// and ignores `Accept`.
    pub(crate) fn answer_with_json(&self) {
        self.0.answer.is_json.store(true, Relaxed);
    }

    /// The language to answer in. The answer depends on it from then on.
    pub(crate) fn language(&self) -> &str {
        self.0.answer.depends_on_language.store(true, Relaxed);
        self.preferred_language()
    }

    /// The language that the client prefers, of those that the site has.
    pub(super) fn preferred_language(&self) -> &str {
        let format = &self.0.answer;
        format.language.get_or_init(|| {
            let asked = format.accept_language.as_deref();
            let templates = &self.vestibule().parts().templates;
            templates.negotiate(asked.unwrap_or_default()).to_owned()
        })
    }

    /// The language of the answer, if it depends on one.
    pub(crate) fn answered_language(&self) -> Option<&str> {
        let depends = self.0.answer.depends_on_language.load(Relaxed);
        depends.then(|| self.preferred_language())
    }
}
