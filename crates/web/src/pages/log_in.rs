use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{AuthService, EmailAddress, LogInError, PlainPassword};
use vestibule_templates::{Field, LogInPage, SecretField};

use super::messages;
use crate::{
    Flash, Form, Pages, Vestibule, WebError,
    destination::Destination,
    form::{no_password, password},
    visit::Visit,
};

#[derive(Deserialize)]
pub(crate) struct LogInForm {
    #[serde(default)]
    email: String,
    #[serde(default = "no_password", deserialize_with = "password")]
    password: PlainPassword,
    /// A check box: there if it is ticked.
    remember: Option<String>,
    #[serde(default)]
    next: Destination,
}

pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    next: Destination,
) -> Result<Response, WebError> {
    pages.show(&LogInPage::new(next.to_field(&vestibule))).await
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    visit: Visit,
    Form(form): Form<LogInForm>,
) -> Result<Response, WebError> {
    let mut page = form.page(&vestibule);
    let Some(email) = form.parse(&mut page) else {
        return pages.show_mistakes(&page.focus_first_error()).await;
    };
    let request = visit.session_request(form.remember.is_some());
    match vestibule
        .accounts()
        .log_in(email, form.password, request)
        .await
    {
        Ok(logged_in) => {
            let success_url = vestibule.parts().settings.paths.after_log_in.as_str();
            let target = form.next.redirect(&vestibule, success_url);
            let note = Flash::after_log_in(&logged_in);
            Ok((vestibule.start_session(&logged_in), note, target).into_response())
        }
        Err(LogInError::TooManyAttempts(error)) => failed(page, error.into(), &pages).await,
        Err(LogInError::Hashing(error)) => failed(page, error.into(), &pages).await,
        Err(LogInError::Unavailable(error)) => failed(page, error.into(), &pages).await,
        Err(refusal) => pages.show_mistakes(&refused(page, refusal)).await,
    }
}

fn refused(mut page: LogInPage, refusal: LogInError) -> LogInPage {
    match refusal {
        LogInError::UnknownEmail => {
            page.email = page.email.with_error(messages::UNKNOWN_EMAIL);
        }
        LogInError::WrongPassword => {
            page.password = page.password.with_error(messages::WRONG_PASSWORD);
        }
        LogInError::EmailUnverified => {
            page.alert = Some(messages::LOG_IN_UNVERIFIED);
            page.is_unverified = true;
        }
        LogInError::Refused(reason) => page.alert = Some(reason.into()),
        LogInError::Disabled => page.alert = Some(messages::LOG_IN_DISABLED),
        _ => {
            page.alert = Some(messages::NO_MATCH);
            page.alert_concerns_fields = true;
        }
    }
    page.focus_first_error()
}

async fn failed(mut page: LogInPage, error: WebError, pages: &Pages) -> Result<Response, WebError> {
    page.alert = Some(error.alert(messages::LOG_IN_FAILED));
    pages.show_failure(&page.focus_first_error(), error).await
}

impl LogInForm {
    /// The form again, as it was typed, the password aside.
    fn page(&self, vestibule: &Vestibule) -> LogInPage {
        let blank = LogInPage::new(self.next.to_field(vestibule));
        LogInPage {
            email: Field::new(&self.email),
            remember: self.remember.is_some(),
            ..blank
        }
    }

    /// The address, if nothing is wrong; else `page` has each mistake beside its field.
    fn parse(&self, page: &mut LogInPage) -> Option<EmailAddress> {
        let email = EmailAddress::parse(&self.email);
        if let Err(reason) = email {
            page.email = Field::new(&self.email).with_error(messages::about_email(reason));
        }
        if self.password.is_empty() {
            page.password = SecretField::blank().with_error(messages::NO_PASSWORD);
        }
        email.ok().filter(|_| !self.password.is_empty())
    }
}
