use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{AuthService, EmailAddress, LoginError, PlainPassword};
use vestibule_templates::{Field, LoginPage, Message, SecretField};

use crate::{
    Flash, Form, Pages, Vestibule, WebError,
    features::login::{self, unfinished::session_of},
    input::{
        destination::Destination,
        form::{no_password, password},
    },
    render::messages,
    request::RequestContext,
};

const LOGIN_FAILED: Message = Message::new("login-failed");

#[derive(Deserialize)]
pub(crate) struct LoginForm {
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
    pages.show(&LoginPage::new(next.to_field(&vestibule))).await
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<LoginForm>,
) -> Result<Response, WebError> {
    let mut page = form.page(&vestibule);
    let Some(email) = form.parse(&mut page) else {
        return pages.show_errors(&page.focus_first_error()).await;
    };
    let request = context.session_request(form.remember.is_some());
    match vestibule
        .accounts()
        .log_in(email, form.password, request)
        .await
        .and_then(|login| session_of(login).map_err(LoginError::Refused))
    {
        Ok(logged_in) => {
            let success_url = vestibule.parts().settings.paths.after_login.as_str();
            let target = form.next.redirect(&vestibule, success_url);
            let note = Flash::after_login(&logged_in);
            Ok((vestibule.start_session(&logged_in), note, target).into_response())
        }
        Err(error) => match refused(&mut page, error) {
            Ok(()) => pages.show_errors(&page.focus_first_error()).await,
            Err(error) => failed(page, error, &pages).await,
        },
    }
}

/// Shows why the login was refused. Any other error is returned.
fn refused(page: &mut LoginPage, refusal: LoginError) -> Result<(), WebError> {
    match refusal {
        LoginError::UnknownEmail => {
            page.email = page.email.clone().with_error(login::UNKNOWN_EMAIL);
        }
        LoginError::WrongPassword => {
            page.password = SecretField::blank().with_error(messages::WRONG_PASSWORD);
        }
        LoginError::EmailUnverified => {
            page.alert = Some(login::LOGIN_UNVERIFIED);
            page.is_unverified = true;
        }
        LoginError::Refused(reason) => page.alert = Some(reason.into()),
        LoginError::Disabled => page.alert = Some(messages::LOGIN_DISABLED),
        LoginError::NoMatch => {
            page.alert = Some(login::NO_MATCH);
            page.alert_concerns_fields = true;
        }
        failed => return Err(failed.into()),
    }
    Ok(())
}

async fn failed(mut page: LoginPage, error: WebError, pages: &Pages) -> Result<Response, WebError> {
    page.alert = Some(error.alert(LOGIN_FAILED));
    pages.show_failure(&page.focus_first_error(), error).await
}

impl LoginForm {
    /// The form again, as it was typed, the password aside.
    fn page(&self, vestibule: &Vestibule) -> LoginPage {
        let blank = LoginPage::new(self.next.to_field(vestibule));
        LoginPage {
            email: Field::new(&self.email),
            remember: self.remember.is_some(),
            ..blank
        }
    }

    /// The address, if nothing is wrong; else `page` has each error beside its field.
    fn parse(&self, page: &mut LoginPage) -> Option<EmailAddress> {
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
