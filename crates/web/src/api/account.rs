use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_domain::{Deletion, EmailAddress, ManageAccount, PlainPassword};

use super::{
    confirm_password::{self, try_beside},
    keeping::Keeping,
    log_out, problem,
};
use crate::{
    CurrentUser, Vestibule, WebError,
    form::password,
    json::Json,
    kept::{Account, Time},
    mistakes::Mistakes,
    pages::{confirm_password::prove, messages},
    visit::Visit,
};

/// A person wants to leave, and proves that it is them and no mistake.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountDeletion {
    /// The account's own address, once more.
    #[schema(examples("alice@example.com"))]
    confirmation: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
}

/// A deletion that is not done yet.
#[derive(Serialize, ToSchema)]
pub(crate) struct DueDeletion {
    /// The account is deleted then, unless the person logs in before.
    deletion_due_at: Time,
}

/// The account of whoever is logged in.
#[utoipa::path(
    get, path = "/account", operation_id = "readAccount", tag = "account",
    responses(
        (status = 200, description = "The account", body = Account),
        problem::LogIn
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn show(user: CurrentUser) -> Response {
    Json(Account::from(user.user.clone())).into_response()
}

/// Deletes the account, at once or after a time of grace.
///
/// All sessions end in either case.
#[utoipa::path(
    post, path = "/account/deletion", operation_id = "deleteAccount", tag = "account",
    request_body = AccountDeletion,
    responses(
        (status = 202, body = DueDeletion,
         description = "It will be gone, unless the person logs in before"),
        (status = 204, description = "It is gone"),
        problem::Body, problem::LogIn, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn delete(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    visit: Visit,
    Json(body): Json<AccountDeletion>,
) -> Result<Response, WebError> {
    let mut mistakes = Mistakes::default();
    if !EmailAddress::parse(&body.confirmation).is_ok_and(|typed| typed == user.email) {
        let mismatch = messages::not_their_address(&user.email);
        mistakes.add(Some("confirmation"), mismatch);
    }
    mistakes.missing("current_password", &body.current_password);
    try_beside(&mut mistakes, &vestibule, &user, &body.current_password).await?;
    mistakes.or(Some(()))?;
    let proven = prove(&vestibule, &user, body.current_password).await;
    let by = proven.map_err(confirm_password::refused)?;
    let deleted = vestibule.accounts().delete_account(&by).await;
    let deletion = deleted.map_err(confirm_password::refused)?;
    Ok(farewell(&vestibule, &visit, deletion))
}

fn farewell(vestibule: &Vestibule, visit: &Visit, deletion: Deletion) -> Response {
    let ended = log_out::ended(vestibule, visit);
    match deletion {
        // Nothing of somebody who is gone stays in the browser.
        Deletion::Done => {
            let keeps_cookies = Keeping::of(visit) == Keeping::Cookie;
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
