use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{EmailAddress, PlainPassword, RegisterError, Registered};
use vestibule_templates::{Field, RegisterPage, SecretField};

use super::{advice, messages};
use crate::{
    Flash, Form, Pages, Route, Vestibule, WebError,
    destination::Destination,
    form::{no_password, password},
    visit::Visit,
};

#[derive(Deserialize)]
pub(crate) struct RegisterForm {
    #[serde(default)]
    email: String,
    #[serde(default = "no_password", deserialize_with = "password")]
    password: PlainPassword,
    #[serde(default = "no_password", deserialize_with = "password")]
    password_confirmation: PlainPassword,
    #[serde(default)]
    next: Destination,
}

pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    next: Destination,
) -> Result<Response, WebError> {
    let min_length = vestibule.parts().settings.password_min_length;
    pages
        .show(&RegisterPage::new(min_length, next.to_field(&vestibule)))
        .await
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    visit: Visit,
    Form(form): Form<RegisterForm>,
) -> Result<Response, WebError> {
    let mut page = form.page(&vestibule);
    let Some(email) = form.parse(&mut page) else {
        return pages.show_mistakes(&page.focus_first_error()).await;
    };
    let (request, password) = (visit.session_request(false), form.password.clone());
    match vestibule
        .accounts()
        .register(email, form.password, request)
        .await
    {
        Ok(Registered::MailSent) => Ok(vestibule.redirect(Route::MailSent).into_response()),
        Ok(Registered::LoggedIn(logged_in)) => {
            let greeting = Flash::success(messages::REGISTERED);
            let success_url = vestibule.parts().settings.paths.after_log_in.as_str();
            let target = form.next.redirect(&vestibule, success_url);
            Ok((vestibule.start_session(&logged_in), greeting, target).into_response())
        }
        Err(RegisterError::EmailTaken) => {
            page.email = page.email.with_error(messages::EMAIL_TAKEN);
            pages.show_mistakes(&page.focus_first_error()).await
        }
        Err(RegisterError::WeakPassword(reason)) => {
            page.password = advice::refused(reason, password, &form.email).await;
            pages.show_mistakes(&page.focus_first_error()).await
        }
        Err(RegisterError::TooManyAttempts(error)) => failed(page, error.into(), &pages).await,
        Err(RegisterError::Hashing(error)) => failed(page, error.into(), &pages).await,
        Err(RegisterError::Unavailable(error)) => failed(page, error.into(), &pages).await,
    }
}

async fn failed(
    mut page: RegisterPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(messages::REGISTER_FAILED));
    pages.show_failure(&page, error).await
}

impl RegisterForm {
    /// The form again, as it was typed, passwords aside.
    fn page(&self, vestibule: &Vestibule) -> RegisterPage {
        let min_length = vestibule.parts().settings.password_min_length;
        let blank = RegisterPage::new(min_length, self.next.to_field(vestibule));
        RegisterPage {
            email: Field::new(&self.email),
            ..blank
        }
    }

    /// The address, if nothing is wrong; else `page` has each mistake beside its field.
    fn parse(&self, page: &mut RegisterPage) -> Option<EmailAddress> {
        let email = EmailAddress::parse(&self.email);
        if let Err(reason) = email {
            page.email = Field::new(&self.email).with_error(messages::about_email(reason));
        }
        let passwords_agree = self.password == self.password_confirmation;
        if !passwords_agree {
            page.password_confirmation =
                SecretField::blank().with_error(messages::PASSWORDS_DIFFER);
        }
        email.ok().filter(|_| passwords_agree)
    }
}
