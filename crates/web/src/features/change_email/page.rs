use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{ChangeEmail, EmailAddress, PlainPassword, ProofError};
use vestibule_templates::{ChangeEmailPage, Field, Message, SecretField};

use crate::{
    CurrentUser, Flash, Form, Pages, Route, Vestibule, WebError,
    features::{
        change_email,
        reauthenticate::page::{reauthenticate_once, try_beside_errors},
    },
    host::current_user::must_log_in,
    input::form::{no_password, password},
    render::messages,
    request::RequestContext,
};

const CHANGE_EMAIL_FAILED: Message = Message::new("change-email-failed");
const EMAIL_CHANGE_SENT: Message = Message::new("change-email-done");

#[derive(Deserialize)]
pub(crate) struct ChangeEmailForm {
    #[serde(default)]
    email: String,
    #[serde(default = "no_password", deserialize_with = "password")]
    current_password: PlainPassword,
}

pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    _: CurrentUser,
    pages: Pages,
) -> Result<Response, WebError> {
    pages.show(&page(&vestibule)).await
}

/// Answers the same for an address that another account has: only an email to its owner tells
/// the difference.
pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<ChangeEmailForm>,
) -> Result<Response, WebError> {
    let mut page = page(&vestibule);
    if !page.sends_email {
        return pages.show_errors(&page).await;
    }
    let (email, current) = (form.parse(&user, &mut page), form.current_password);
    let asked = match &email {
        Some(email) => {
            let asked = async {
                let by = reauthenticate_once(&vestibule, &user, current).await?;
                vestibule.accounts().change_email(&by, email).await
            };
            asked.await
        }
        None => try_beside_errors(&vestibule, &user, current).await,
    };
    match asked {
        Ok(()) if email.is_none() => pages.show_errors(&page.focus_first_error()).await,
        Ok(()) => {
            let done = Flash::info(EMAIL_CHANGE_SENT);
            Ok((done, vestibule.redirect(Route::SETTINGS)).into_response())
        }
        Err(ProofError::WrongPassword) => {
            page.current_password = page.current_password.with_error(messages::WRONG_PASSWORD);
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(ProofError::LoggedOut) => Ok(must_log_in(&context)),
        Err(error) => failed(page, error.into(), &pages).await,
    }
}

async fn failed(
    mut page: ChangeEmailPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(CHANGE_EMAIL_FAILED));
    pages.show_failure(&page, error).await
}

fn page(vestibule: &Vestibule) -> ChangeEmailPage {
    ChangeEmailPage::new(vestibule.parts().settings.sends_email)
}

impl ChangeEmailForm {
    /// Returns the new address, if the form has no errors; otherwise `page` has each error beside its
    /// field. It keeps the values, except the password.
    fn parse(&self, user: &CurrentUser, page: &mut ChangeEmailPage) -> Option<EmailAddress> {
        let email = match EmailAddress::parse(&self.email) {
            Ok(email) if email == user.email => Err(change_email::SAME_EMAIL),
            Ok(email) => Ok(email),
            Err(reason) => Err(messages::about_email(reason)),
        };
        page.email = match &email {
            Ok(_) => Field::new(&self.email),
            Err(error) => Field::new(&self.email).with_error(error.clone()),
        };
        if self.current_password.is_empty() {
            page.current_password = SecretField::blank().with_error(messages::NO_PASSWORD);
        }
        email.ok().filter(|_| !self.current_password.is_empty())
    }
}
