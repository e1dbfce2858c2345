use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::{Deserialize, Deserializer};
use url::form_urlencoded;
use vestibule_domain::{Invitation, Invite, LinkToken, Unavailable};
use vestibule_templates::TokenField;

use crate::Vestibule;

/// The parameter of an address, and the field of a form, that has the secret of an invitation.
pub(crate) const NAME: &str = "invitation";

/// The invitation token of a request: from the query of the form's URL, or from the form itself.
/// A malformed token counts as none.
#[derive(Debug, Default)]
pub(crate) struct SentInvitation(Option<LinkToken>);

impl SentInvitation {
    /// The invitation, if it works. Nothing is used up.
    pub(crate) async fn open(
        &self,
        vestibule: &Vestibule,
    ) -> Result<Option<Invitation>, Unavailable> {
        match &self.0 {
            Some(token) => vestibule.accounts().open_invitation(token).await,
            None => Ok(None),
        }
    }

    /// For the form's hidden field.
    pub(crate) fn to_field(&self) -> Option<TokenField> {
        self.0.as_ref().map(TokenField::from)
    }

    pub(crate) fn token(self) -> Option<LinkToken> {
        self.0
    }
}

impl<'de> Deserialize<'de> for SentInvitation {
    fn deserialize<D: Deserializer<'de>>(field: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(field)?;
        Ok(Self(text.and_then(|text| LinkToken::parse(&text))))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SentInvitation {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        let sent = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == NAME);
        Ok(Self(sent.and_then(|(_, text)| LinkToken::parse(&text))))
    }
}
