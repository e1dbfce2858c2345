use axum::{
    extract::Request,
    http::{Method, Uri},
};

use super::RequestContext;
use crate::{LocalPath, PublicUrl, emailed_link::sent, http::origin::Origin};

/// What is asked for, and from which page.
pub(super) struct Target {
    pub(super) method: Method,
    uri: Uri,
    origin: Option<Origin>,
    referer: Option<LocalPath>,
}

impl Target {
    pub(super) fn of(request: &Request, public_url: Option<&PublicUrl>) -> Self {
        let origin = Origin::ours(public_url, request.headers());
        let referer = origin.as_ref();
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            referer: referer.and_then(|origin| origin.referer_path(request.headers())),
            origin,
        }
    }
}

impl RequestContext {
    /// The path as the client asked for it, without the query: that may hold a secret.
    pub(crate) fn path(&self) -> &str {
        self.0.target.uri.path()
    }

    /// Whether the address of the page has the secret of an emailed link in it.
    pub(crate) fn has_secret_address(&self) -> bool {
        self.0.target.uri.query().is_some_and(sent::is_in)
    }

    pub(crate) fn origin(&self) -> Option<&Origin> {
        self.0.target.origin.as_ref()
    }

    /// Where to bring a user back to who must log in first: to the page they asked for, or to the
    /// page whose form they sent.
    pub(crate) fn way_back(&self) -> Option<LocalPath> {
        let target = &self.0.target;
        if target.method.is_safe() {
            let path = target.uri.path_and_query();
            path.and_then(|path| LocalPath::parse(path.as_str()).ok())
        } else {
            target.referer.clone()
        }
    }
}
