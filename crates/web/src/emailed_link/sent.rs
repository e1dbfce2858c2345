use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::{Deserialize, Deserializer};
use url::form_urlencoded;
use utoipa::ToSchema;
use vestibule_domain::{LinkError, LinkPurpose, LinkToken, OpenLinks, OpenedLink};
use vestibule_templates::TokenField;

use crate::{Vestibule, WebError, features::register::invitation};

/// The query parameter, and the form field, with the token of an emailed link.
const NAME: &str = "token";

/// The token of an emailed link, from the query of the page or from its form. A malformed token,
/// or two tokens, count as none.
#[derive(Debug, Default, ToSchema)]
#[schema(
    as = LinkSecret,
    value_type = String,
    description = "The `token` parameter of the URL in the email.",
    min_length = 43,
    max_length = 43,
    examples("Zm9yIGEgc2hvcnQgd2hpbGUsIGFuZCBmb3Igb25lIHU")
)]
pub(crate) struct SentLink(Option<LinkToken>);

/// A valid link.
pub(crate) struct ValidLink {
    pub(crate) token: LinkToken,
    pub(crate) about: OpenedLink,
}

impl SentLink {
    /// Returns `None` if the link is unknown, expired or used. Does not use it up.
    pub(crate) async fn open(
        &self,
        vestibule: &Vestibule,
        purposes: &[LinkPurpose],
    ) -> Result<Option<ValidLink>, WebError> {
        let Some(token) = &self.0 else {
            return Ok(None);
        };
        match vestibule.accounts().open_link(token, purposes).await {
            Ok(about) => Ok(Some(ValidLink {
                token: token.clone(),
                about,
            })),
            Err(LinkError::Dead) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns the token, if the request has a well-formed one.
    pub(crate) fn token(&self) -> Option<&LinkToken> {
        self.0.as_ref()
    }
}

impl ValidLink {
    /// Returns the hidden field for the form that uses the link.
    pub(crate) fn field(&self) -> TokenField {
        TokenField::from(&self.token)
    }

    /// Returns the email address that the link was sent to.
    pub(crate) fn email(&self) -> &str {
        self.about.email().as_str()
    }
}

/// Whether the query of a URL has the token of a link or of an invitation.
pub(crate) fn is_in(query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes())
        .any(|(name, _)| name == NAME || name == invitation::NAME)
}

impl<'de> Deserialize<'de> for SentLink {
    fn deserialize<D: Deserializer<'de>>(field: D) -> Result<Self, D::Error> {
        String::deserialize(field).map(|text| Self(LinkToken::parse(&text)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SentLink {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        let mut sent = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == NAME);
        let once = sent.next().filter(|_| sent.next().is_none());
        Ok(Self(once.and_then(|(_, text)| LinkToken::parse(&text))))
    }
}
