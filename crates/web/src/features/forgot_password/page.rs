use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{EmailAddress, ResetPassword};
use vestibule_templates::{Field, ForgotPasswordPage, Message};

use crate::{Form, Pages, Route, Vestibule, WebError, render::messages, request::RequestContext};

const FORGOT_PASSWORD_FAILED: Message = Message::new("forgot-password-failed");

#[derive(Deserialize)]
pub(crate) struct ForgotPasswordForm {
    #[serde(default)]
    email: String,
}

pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    pages: Pages,
) -> Result<Response, WebError> {
    pages.show(&page(&vestibule)).await
}

/// Answers the same, and as fast, whether or not the address has an account: the lookup happens
/// in the background, when the email is sent.
pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<ForgotPasswordForm>,
) -> Result<Response, WebError> {
    let mut page = page(&vestibule);
    if !page.sends_email {
        return pages.show_errors(&page).await;
    }
    page.email = Field::new(&form.email);
    let email = match EmailAddress::parse(&form.email) {
        Ok(email) => email,
        Err(reason) => {
            page.email = page.email.with_error(messages::about_email(reason));
            return pages.show_errors(&page.focus_first_error()).await;
        }
    };
    let (accounts, client) = (vestibule.accounts(), context.client());
    match accounts.request_password_reset(&email, &client).await {
        Ok(()) => Ok(vestibule.redirect(Route::MAIL_SENT).into_response()),
        Err(error) => {
            let error = WebError::from(error);
            page.alert = Some(error.alert(FORGOT_PASSWORD_FAILED));
            pages.show_failure(&page, error).await
        }
    }
}

fn page(vestibule: &Vestibule) -> ForgotPasswordPage {
    ForgotPasswordPage::new(vestibule.parts().settings.sends_email)
}
