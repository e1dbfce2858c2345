use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_domain::{Deletion, EmailAddress, ManageAccount, PlainPassword};

use crate::{
    CurrentUser, Vestibule, WebError,
    api::{problem, session_transport::SessionTransport, time::Time},
    features::{
        account::{self, resource::Account},
        logout,
        reauthenticate::{self, api::try_beside, page::reauthenticate_once},
    },
    input::{errors::InputErrors, form::password, json::Json},
    request::RequestContext,
};

/// A confirmed request to delete the account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountDeletion {
    /// The email address of the account, as a confirmation.
    #[schema(examples("alice@example.com"))]
    confirmation: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
}

/// A scheduled deletion.
#[derive(Serialize, ToSchema)]
pub(crate) struct DueDeletion {
    /// The time of the deletion. A login before that time cancels it.
    deletion_due_at: Time,
}

/// Returns the account of the authenticated user.
#[utoipa::path(
    get, path = "/account", operation_id = "readAccount", tag = "account",
    responses(
        (status = 200, description = "The account", body = Account),
        problem::Login
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn show(user: CurrentUser) -> Response {
    Json(Account::from(user.user.clone())).into_response()
}

/// Deletes the account, at once or after the grace period.
///
/// All sessions are revoked at once in both cases.
#[utoipa::path(
    post, path = "/account/deletion", operation_id = "deleteAccount", tag = "account",
    request_body = AccountDeletion,
    responses(
        (status = 202, body = DueDeletion,
         description = "The account is deleted at the given time, unless the user logs in before"),
        (status = 204, description = "The account is deleted"),
        problem::Body, problem::Login, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn delete(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    context: RequestContext,
    Json(body): Json<AccountDeletion>,
) -> Result<Response, WebError> {
    let mut errors = InputErrors::default();
    if !EmailAddress::parse(&body.confirmation).is_ok_and(|typed| typed == user.email) {
        let mismatch = account::not_their_address(&user.email);
        errors.add(Some("confirmation"), mismatch);
    }
    errors.missing("current_password", &body.current_password);
    try_beside(&mut errors, &vestibule, &user, &body.current_password).await?;
    errors.or(Some(()))?;
    let proven = reauthenticate_once(&vestibule, &user, body.current_password).await;
    let by = proven.map_err(reauthenticate::api::refused)?;
    let deleted = vestibule.accounts().delete_account(&by).await;
    let deletion = deleted.map_err(reauthenticate::api::refused)?;
    Ok(farewell(&vestibule, &context, deletion))
}

fn farewell(vestibule: &Vestibule, context: &RequestContext, deletion: Deletion) -> Response {
    let ended = logout::api::ended(vestibule, context);
    match deletion {
        // Clears what the browser stored about the deleted account.
        Deletion::Done => {
            let keeps_cookies = SessionTransport::of(context) == SessionTransport::Cookie;
            let forgotten = keeps_cookies.then(|| vestibule.parts().device_cookie.clear());
            (ended, forgotten, StatusCode::NO_CONTENT).into_response()
        }
        Deletion::Due(until) => {
            let deletion_due_at = until.into();
            (
                StatusCode::ACCEPTED,
                ended,
                Json(DueDeletion { deletion_due_at }),
            )
                .into_response()
        }
    }
}
