use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{
    AuthService, EmailAddress, FieldError, FieldValues, FieldsError, Invitation, LoginError,
    NewAccount, PlainPassword, RegisterError, Registered, Registration, SessionRequest,
    Unavailable,
};
use vestibule_templates::{Field, Message, RegisterPage};

use crate::{
    Flash, Form, Pages, Route, Vestibule, WebError,
    features::{
        login::unfinished::FURTHER_STEP,
        register::{
            self,
            invitation::SentInvitation,
            sent::{Outcome, Submission},
            unnamed_fields::UnnamedFields,
        },
    },
    input::{
        destination::Destination,
        form::{no_password, password},
        password_advice,
    },
    render::messages,
    request::RequestContext,
};

const REGISTERED: Message = Message::new("register-done");
const REGISTER_UNAVAILABLE: Message = Message::new("register-unavailable");

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
    #[serde(default)]
    invitation: SentInvitation,
    /// The fields of the application are among them.
    #[serde(flatten)]
    others: UnnamedFields,
}

pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    next: Destination,
    invitation: SentInvitation,
) -> Result<Response, WebError> {
    let opened = match vestibule.parts().settings.registration {
        Registration::Open => None,
        Registration::Closed => return register::closed::show(&pages, false).await,
        Registration::Invite => match invitation.open(&vestibule).await? {
            Some(opened) => Some(opened),
            None => return register::closed::show(&pages, true).await,
        },
    };
    let mut page = blank(&vestibule, &next);
    page.invitation = invitation.to_field();
    if let Some(Invitation {
        email: Some(email), ..
    }) = opened
    {
        page.email = Field::new(email.as_str());
    }
    pages.show(&page).await
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<RegisterForm>,
) -> Result<Response, WebError> {
    let fields = form
        .others
        .named(vestibule.parts().settings.registration_fields)?;
    let mut page = form.page(&vestibule, &fields);
    let email = match form.parse(&vestibule, &fields, &mut page).await {
        Ok(Some(email)) => email,
        Ok(None) => return pages.show_errors(&page.focus_first_error()).await,
        Err(error) => return failed(page, error.into(), &pages).await,
    };
    let (request, password) = (context.session_request(false), form.password.clone());
    let account = NewAccount {
        invitation: form.invitation.token(),
        fields,
        ..NewAccount::new(email, form.password)
    };
    let press = vestibule
        .parts()
        .sent_registrations
        .press(&context, &account.email);
    match register(&vestibule, &press, account, request).await {
        Ok(registered) => Ok(welcome(&vestibule, registered, &form.next)),
        Err(RegisterError::WeakPassword(reason)) => {
            page.password = password_advice::refused(reason, password, &form.email).await;
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(RegisterError::Closed) => register::closed::show(&pages, false).await,
        Err(error) => match refused(&mut page, error) {
            Ok(()) => pages.show_errors(&page.focus_first_error()).await,
            Err(error) => failed(page, error, &pages).await,
        },
    }
}

/// Answers the second request of a double click like the first, whose account exists by now: it is a
/// login with this password, by the usual rules.
async fn register(
    vestibule: &Vestibule,
    press: &Submission<'_>,
    account: NewAccount,
    request: SessionRequest,
) -> Result<Registered, RegisterError> {
    let (email, password) = (account.email.clone(), account.password.clone());
    let registered = vestibule
        .accounts()
        .register(account, request.clone())
        .await;
    let refusal = match registered {
        Ok(registered) => {
            press.succeed(&registered);
            return Ok(registered);
        }
        Err(refusal) => refusal,
    };
    match (press.fail(), &refusal) {
        (Outcome::Created, RegisterError::EmailTaken | RegisterError::NotInvited)
        | (Outcome::Pending, RegisterError::EmailTaken) => {}
        // Whether the address had an account before must not change this answer.
        (Outcome::EmailSent, RegisterError::EmailTaken | RegisterError::NotInvited) => {
            return Ok(Registered::EmailSent);
        }
        _ => return Err(refusal),
    }
    match vestibule.accounts().log_in(email, password, request).await {
        Ok(login) => Ok(login.into()),
        Err(error) => instead_of(refusal, error),
    }
}

/// What only the right password hears is said as after a registration.
fn instead_of(refusal: RegisterError, error: LoginError) -> Result<Registered, RegisterError> {
    match error {
        LoginError::EmailUnverified => Ok(Registered::EmailSent),
        LoginError::Refused(reason) => Ok(Registered::NotYet(reason)),
        LoginError::Hashing(error) => Err(error.into()),
        LoginError::Unavailable(error) => Err(error.into()),
        _ => Err(refusal),
    }
}

fn welcome(vestibule: &Vestibule, registered: Registered, next: &Destination) -> Response {
    match registered {
        Registered::EmailSent => vestibule.redirect(Route::MAIL_SENT).into_response(),
        Registered::NotYet(reason) => {
            (Flash::info(reason), vestibule.redirect(Route::LOG_IN)).into_response()
        }
        Registered::Pending(_) => {
            let reason = Flash::info(FURTHER_STEP);
            (reason, vestibule.redirect(Route::LOG_IN)).into_response()
        }
        Registered::LoggedIn(logged_in) => {
            let greeting = Flash::success(REGISTERED);
            let success_url = vestibule.parts().settings.paths.after_login.as_str();
            let target = next.redirect(vestibule, success_url);
            (vestibule.start_session(&logged_in), greeting, target).into_response()
        }
    }
}

/// Shows why the registration was refused. Any other error is returned.
fn refused(page: &mut RegisterPage, refusal: RegisterError) -> Result<(), WebError> {
    match refusal {
        RegisterError::EmailTaken => {
            page.email = page.email.clone().with_error(register::EMAIL_TAKEN);
        }
        RegisterError::NotInvited => page.alert = Some(register::NOT_INVITED),
        RegisterError::Refused(reason) => page.alert = Some(reason.into()),
        RegisterError::Fields(errors) => show_field_errors(page, errors),
        failed => return Err(failed.into()),
    }
    Ok(())
}

/// An error in a field that the form does not have is shown above the form.
fn show_field_errors(page: &mut RegisterPage, errors: Vec<FieldError>) {
    if errors.is_empty() {
        page.alert = Some(messages::REGISTER_FAILED);
    }
    for FieldError { field, message } in errors {
        match page.extra.get_mut(field) {
            Some(field) => *field = std::mem::take(field).with_error(message),
            None => page.alert = Some(message.into()),
        }
    }
}

async fn failed(
    mut page: RegisterPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(REGISTER_UNAVAILABLE));
    pages.show_failure(&page, error).await
}

fn blank(vestibule: &Vestibule, next: &Destination) -> RegisterPage {
    let settings = &vestibule.parts().settings;
    RegisterPage::new(settings.password.min_length(), next.to_field(vestibule))
        .with_fields(settings.registration_fields)
}

impl RegisterForm {
    /// The form again, as it was typed, passwords aside.
    fn page(&self, vestibule: &Vestibule, fields: &FieldValues) -> RegisterPage {
        let mut page = blank(vestibule, &self.next);
        page.email = Field::new(&self.email);
        page.invitation = self.invitation.to_field();
        for (name, field) in &mut page.extra {
            *field = Field::new(fields.get(name));
        }
        page
    }

    /// The address, if nothing is wrong; else `page` has each error beside its field.
    async fn parse(
        &self,
        vestibule: &Vestibule,
        fields: &FieldValues,
        page: &mut RegisterPage,
    ) -> Result<Option<EmailAddress>, Unavailable> {
        let email = EmailAddress::parse(&self.email);
        if let Err(reason) = email {
            page.email = Field::new(&self.email).with_error(messages::about_email(reason));
        }
        let (password, confirmation) = (&self.password, &self.password_confirmation);
        let checked =
            password_advice::new_password(vestibule, password, confirmation, &self.email).await;
        let is_good = checked.is_ok();
        if let Err(fields) = checked {
            [page.password, page.password_confirmation] = fields;
        }
        let email = email.ok().filter(|_| is_good);
        if email.is_some() {
            return Ok(email); // the registration checks the fields
        }
        match vestibule.accounts().check_fields(fields).await {
            Ok(()) => Ok(None),
            Err(FieldsError::Refused(errors)) => {
                show_field_errors(page, errors);
                Ok(None)
            }
            Err(FieldsError::Unavailable(error)) => Err(error),
        }
    }
}
