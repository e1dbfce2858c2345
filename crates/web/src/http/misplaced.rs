//! Detects wrong uses of `mount`, and reports them in the log.

use std::sync::Once;

use axum::{
    extract::{OriginalUri, Request},
    http::request::Parts,
};

/// Why a request has nothing that `mount` gives it.
#[derive(Debug, thiserror::Error)]
#[error(
    "{path} is a route that was added after `Vestibule::mount`, which does not reach it: add all \
     routes to the router first, and mount it last"
)]
pub(crate) struct AddedAfterMount {
    path: String,
}

impl AddedAfterMount {
    /// Logs it: the middleware that logs errors is not around this request.
    pub(crate) fn found(parts: &Parts) -> Self {
        let original = parts.extensions.get().map(|OriginalUri(original)| original);
        let path = original.unwrap_or(&parts.uri).path().to_owned();
        let error = Self { path };
        tracing::error!(%error, "request failed");
        error
    }
}

/// Says once that the mounted router is nested in another one.
#[derive(Debug)]
pub(crate) struct NestWarning(Once);

impl NestWarning {
    pub(crate) const fn new() -> Self {
        Self(Once::new())
    }

    /// The outer router strips its prefix from the path, and the pages do not know of it.
    pub(crate) fn look(&self, request: &Request) {
        let Some(OriginalUri(original)) = request.extensions().get() else {
            return;
        };
        let prefix = original.path().strip_suffix(request.uri().path());
        if let Some(prefix) = prefix.filter(|prefix| !prefix.is_empty()) {
            self.0.call_once(|| {
                tracing::error!(
                    prefix,
                    "the router that `Vestibule::mount` returned is nested below a path that links, \
                     assets and redirects of its pages do not have: nest the application's own \
                     routes, mount the outermost router, and move the pages by `Builder::at`"
                );
            });
        }
    }
}
