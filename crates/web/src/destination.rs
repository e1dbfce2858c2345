use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts, response::Redirect};
use serde::{Deserialize, Deserializer};
use url::form_urlencoded;

use crate::LocalPath;

/// Where somebody wanted to go before they were asked to log in: `next`, from the query or
/// from the form. Anything but a path of this site is as good as nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Destination(Option<LocalPath>);

impl Destination {
    /// For the form's hidden field.
    pub(crate) fn to_field(&self) -> Option<String> {
        self.0.as_ref().map(|path| path.as_str().to_owned())
    }

    pub(crate) fn redirect(&self, otherwise: &str) -> Redirect {
        Redirect::to(self.0.as_ref().map_or(otherwise, LocalPath::as_str))
    }
}

impl<'de> Deserialize<'de> for Destination {
    fn deserialize<D: Deserializer<'de>>(field: D) -> Result<Self, D::Error> {
        String::deserialize(field).map(|text| Self(LocalPath::parse(&text)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Destination {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next");
        Ok(Self(next.and_then(|(_, path)| LocalPath::parse(&path))))
    }
}
