use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{AuthService, PlainPassword, Proof, ProofError, RecentlyAuthenticated};
use vestibule_templates::{ConfirmPasswordPage, Message, SecretField};

use crate::{
    CurrentUser, Form, Pages, Route, Vestibule, WebError,
    host::current_user::must_log_in,
    input::{
        destination::Destination,
        form::{no_password, password},
    },
    render::messages,
    request::RequestContext,
};

const CONFIRM_PASSWORD_FAILED: Message = Message::new("confirm-password-failed");

#[derive(Deserialize)]
pub(crate) struct ConfirmPasswordForm {
    #[serde(default = "no_password", deserialize_with = "password")]
    current_password: PlainPassword,
    #[serde(default)]
    next: Destination,
}

/// Shows the form. A user who had to log in on the way here has just authenticated, and is
/// redirected at once.
pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
    next: Destination,
) -> Result<Response, WebError> {
    if user.authenticated_recently {
        return Ok(go_on(&next, &vestibule));
    }
    let next = next.to_field(&vestibule);
    pages.show(&ConfirmPasswordPage::new(next)).await
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<ConfirmPasswordForm>,
) -> Result<Response, WebError> {
    let mut page = ConfirmPasswordPage::new(form.next.to_field(&vestibule));
    if form.current_password.is_empty() {
        page.current_password = SecretField::blank().with_error(messages::NO_PASSWORD);
        return pages.show_errors(&page.focus_first_error()).await;
    }
    let proof = Proof::Password(form.current_password);
    match vestibule.accounts().reauthenticate(&user, proof).await {
        Ok(logged_in) => {
            let target = go_on(&form.next, &vestibule);
            Ok((vestibule.start_session(&logged_in), target).into_response())
        }
        Err(ProofError::WrongPassword) => {
            page.current_password = page.current_password.with_error(messages::WRONG_PASSWORD);
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(ProofError::LoggedOut) => Ok(must_log_in(&context)),
        Err(error) => failed(page, error.into(), &pages).await,
    }
}

/// Tries the current password of a form that has other errors, so that the answer shows all.
/// An empty one is an error that the form has found already.
pub(crate) async fn try_beside_errors(
    vestibule: &Vestibule,
    user: &CurrentUser,
    current: PlainPassword,
) -> Result<(), ProofError> {
    match current.is_empty() {
        true => Ok(()),
        false => reauthenticate_once(vestibule, user, current)
            .await
            .map(drop),
    }
}

/// The evidence that a sensitive operation demands, by the current password in its form.
pub(crate) async fn reauthenticate_once(
    vestibule: &Vestibule,
    user: &CurrentUser,
    current: PlainPassword,
) -> Result<RecentlyAuthenticated, ProofError> {
    let proof = Proof::Password(current);
    vestibule.accounts().reauthenticate_once(user, proof).await
}

async fn failed(
    mut page: ConfirmPasswordPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(CONFIRM_PASSWORD_FAILED));
    pages.show_failure(&page, error).await
}

fn go_on(next: &Destination, vestibule: &Vestibule) -> Response {
    next.redirect(vestibule, &vestibule.path(Route::SETTINGS))
        .into_response()
}
