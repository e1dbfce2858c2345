use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_domain::LinkPurpose;

use super::problem;
use crate::{
    Vestibule, WebError,
    json::Json,
    link::{LivingLink, SentLink},
};

/// The secret of a mailed link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailedLink {
    pub(crate) token: SentLink,
}

/// What a mailed link is good for.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenedLink {
    /// Which of the operations takes it.
    #[schema(examples("reset_password"))]
    purpose: &'static str,
    /// The address that it proves.
    #[schema(examples("alice@example.com"))]
    email: String,
}

/// Tells what a mailed link is about.
///
/// Nothing is used up.
#[utoipa::path(
    post, path = "/link", operation_id = "openLink", tag = "mailed links",
    request_body = MailedLink,
    responses(
        (status = 200, description = "The link works", body = OpenedLink),
        problem::Body, problem::DeadLink
    ),
    security(())
)]
pub(crate) async fn open(
    State(vestibule): State<Vestibule>,
    Json(body): Json<MailedLink>,
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
) -> Result<LivingLink, WebError> {
    let link = sent.open(vestibule, purposes).await?;
    link.ok_or_else(dead)
}

/// It does not say why.
pub(crate) fn dead() -> WebError {
    WebError::gone().with_code("dead-link")
}
