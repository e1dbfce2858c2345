use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts, response::Redirect};
use serde::{Deserialize, Deserializer};
use url::{Url, form_urlencoded};

use crate::{LocalPath, Vestibule};

/// The longest address of another site that is followed, in bytes.
const MAX_LENGTH: usize = 2048;

/// The page that the user requested before the redirect to the login page: `next`, from the query
/// or from the form. Anything but a path of this site or a page of a protected host counts as
/// none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Destination(Option<Target>);

#[derive(Clone, Debug)]
enum Target {
    Here(LocalPath),
    /// Only followed if the host is a protected one.
    Elsewhere(Url),
}

impl Destination {
    fn parse(text: &str) -> Self {
        let elsewhere = || {
            let url = (text.len() <= MAX_LENGTH).then(|| Url::parse(text).ok());
            url.flatten().map(Target::Elsewhere)
        };
        Self(
            LocalPath::parse(text)
                .ok()
                .map(Target::Here)
                .or_else(elsewhere),
        )
    }

    fn followed(&self, vestibule: &Vestibule) -> Option<&str> {
        match self.0.as_ref()? {
            Target::Here(path) => Some(path.as_str()),
            Target::Elsewhere(url) => vestibule.protects(url).then(|| url.as_str()),
        }
    }

    /// For the form's hidden field.
    pub(crate) fn to_field(&self, vestibule: &Vestibule) -> Option<String> {
        self.followed(vestibule).map(str::to_owned)
    }

    pub(crate) fn redirect(&self, vestibule: &Vestibule, otherwise: &str) -> Redirect {
        Redirect::to(self.followed(vestibule).unwrap_or(otherwise))
    }
}

impl<'de> Deserialize<'de> for Destination {
    fn deserialize<D: Deserializer<'de>>(field: D) -> Result<Self, D::Error> {
        String::deserialize(field).map(|text| Self::parse(&text))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Destination {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next");
        Ok(next.map_or_else(Self::default, |(_, text)| Self::parse(&text)))
    }
}
