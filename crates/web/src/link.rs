use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::{Deserialize, Deserializer};
use url::form_urlencoded;
use utoipa::ToSchema;
use vestibule_domain::{LinkError, LinkPurpose, LinkToken, OpenLinks, OpenedLink};
use vestibule_templates::TokenField;

use crate::{Vestibule, WebError, invitation};

/// The parameter of an address, and the field of a form, that has the secret of a mailed link.
const NAME: &str = "token";

/// What somebody sent as the secret of a mailed link: in the address of a page that they look
/// at, or in the form that uses it. What can be none, such as one of two, is as good as nothing.
#[derive(Debug, Default, ToSchema)]
#[schema(
    as = LinkSecret,
    value_type = String,
    description = "What the address in the mail has as `token`.",
    min_length = 43,
    max_length = 43,
    examples("Zm9yIGEgc2hvcnQgd2hpbGUsIGFuZCBmb3Igb25lIHU")
)]
pub(crate) struct SentLink(Option<LinkToken>);

/// A link that works.
pub(crate) struct LivingLink {
    pub(crate) token: LinkToken,
    pub(crate) about: OpenedLink,
}

impl SentLink {
    /// `None` if the link is dead; it does not say why. Nothing is used up.
    pub(crate) async fn open(
        &self,
        vestibule: &Vestibule,
        purposes: &[LinkPurpose],
    ) -> Result<Option<LivingLink>, WebError> {
        let Some(token) = &self.0 else {
            return Ok(None);
        };
        match vestibule.accounts().open_link(token, purposes).await {
            Ok(about) => Ok(Some(LivingLink {
                token: token.clone(),
                about,
            })),
            Err(LinkError::Dead) => Ok(None),
            Err(LinkError::Unavailable(error)) => Err(error.into()),
        }
    }

    /// What was sent, if it can be the secret of a link at all.
    pub(crate) fn token(&self) -> Option<&LinkToken> {
        self.0.as_ref()
    }
}

impl LivingLink {
    /// For the form that uses the link.
    pub(crate) fn field(&self) -> TokenField {
        TokenField::from(&self.token)
    }

    /// The address that the link proves.
    pub(crate) fn email(&self) -> &str {
        self.about.email().as_str()
    }
}

/// Whether the query of an address has the secret of a link, or of an invitation.
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
