use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_domain::LinkPurpose;

use crate::{
    Vestibule, WebError,
    api::problem,
    emailed_link::sent::{SentLink, ValidLink},
    input::json::Json,
};

/// The token of an emailed link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmailedLink {
    pub(crate) token: SentLink,
}

/// The purpose of an emailed link.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenedLink {
    /// The purpose of the link, which tells the operation that accepts it.
    #[schema(examples("reset_password"))]
    purpose: &'static str,
    /// The email address that the link was sent to.
    #[schema(examples("alice@example.com"))]
    email: String,
}

/// Returns the purpose of an emailed link.
///
/// The link stays valid.
#[utoipa::path(
    post, path = "/link", operation_id = "openLink", tag = "emailed links",
    request_body = EmailedLink,
    responses(
        (status = 200, description = "The link is valid", body = OpenedLink),
        problem::Body, problem::InvalidLink
    ),
    security(())
)]
pub(crate) async fn open(
    State(vestibule): State<Vestibule>,
    Json(body): Json<EmailedLink>,
) -> Result<Response, WebError> {
    let link = living(body.token, &vestibule, &LinkPurpose::ALL).await?;
    let opened = OpenedLink {
        purpose: link.about.purpose().as_str(),
        email: link.email().to_owned(),
    };
    Ok(Json(opened).into_response())
}

/// The link, if it works for one of the purposes.
pub(crate) async fn living(
    sent: SentLink,
    vestibule: &Vestibule,
    purposes: &[LinkPurpose],
) -> Result<ValidLink, WebError> {
    let link = sent.open(vestibule, purposes).await?;
    link.ok_or_else(invalid_link)
}

/// It does not say why.
pub(crate) fn invalid_link() -> WebError {
    WebError::gone().with_code("invalid-link")
}
