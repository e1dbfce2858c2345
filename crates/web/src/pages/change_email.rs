use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{ChangeEmail, EmailAddress, PlainPassword, ProofError};
use vestibule_templates::{ChangeEmailPage, Field, SecretField};

use super::{
    confirm_password::{prove, try_beside_mistakes},
    messages,
};
use crate::{
    CurrentUser, Flash, Form, Pages, Route, Vestibule, WebError,
    current_user::must_log_in,
    form::{no_password, password},
    visit::Visit,
};

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

/// A taken address is answered like any other: whose it is, its owner hears by mail, and nobody
/// here.
pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
    visit: Visit,
    Form(form): Form<ChangeEmailForm>,
) -> Result<Response, WebError> {
    let mut page = page(&vestibule);
    if !page.sends_mail {
        return pages.show_mistakes(&page).await;
    }
    let (email, current) = (form.parse(&user, &mut page), form.current_password);
    let asked = match &email {
        Some(email) => {
            let asked = async {
                let by = prove(&vestibule, &user, current).await?;
                vestibule.accounts().change_email(&by, email).await
            };
            asked.await
        }
        None => try_beside_mistakes(&vestibule, &user, current).await,
    };
    match asked {
        Ok(()) if email.is_none() => pages.show_mistakes(&page.focus_first_error()).await,
        Ok(()) => {
            let done = Flash::info(messages::EMAIL_CHANGE_SENT);
            Ok((done, vestibule.redirect(Route::Settings)).into_response())
        }
        Err(ProofError::WrongPassword) => {
            page.current_password = page.current_password.with_error(messages::WRONG_PASSWORD);
            pages.show_mistakes(&page.focus_first_error()).await
        }
        Err(ProofError::LoggedOut) => Ok(must_log_in(&visit)),
        Err(ProofError::TooManyAttempts(error)) => failed(page, error.into(), &pages).await,
        Err(ProofError::Hashing(error)) => failed(page, error.into(), &pages).await,
        Err(ProofError::Unavailable(error)) => failed(page, error.into(), &pages).await,
    }
}

async fn failed(
    mut page: ChangeEmailPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(messages::CHANGE_EMAIL_FAILED));
    pages.show_failure(&page, error).await
}

fn page(vestibule: &Vestibule) -> ChangeEmailPage {
    ChangeEmailPage::new(vestibule.parts().settings.sends_mail)
}

impl ChangeEmailForm {
    /// The new address, if nothing is wrong; else `page` has each mistake beside its field. It
    /// keeps what was typed, the password aside.
    fn parse(&self, user: &CurrentUser, page: &mut ChangeEmailPage) -> Option<EmailAddress> {
        let email = match EmailAddress::parse(&self.email) {
            Ok(email) if email == user.email => Err(messages::SAME_EMAIL),
            Ok(email) => Ok(email),
            Err(reason) => Err(messages::about_email(reason)),
        };
        page.email = match &email {
            Ok(_) => Field::new(&self.email),
            Err(mistake) => Field::new(&self.email).with_error(mistake.clone()),
        };
        if self.current_password.is_empty() {
            page.current_password = SecretField::blank().with_error(messages::NO_PASSWORD);
        }
        email.ok().filter(|_| !self.current_password.is_empty())
    }
}
