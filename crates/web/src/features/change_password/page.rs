use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{
    ChangePassword, ChangePasswordError, EmailVerification, LoggedIn, PlainPassword,
};
use vestibule_templates::{Message, SecretField, SettingsPage};

use crate::{
    CurrentUser, Flash, Form, Pages, Route, Vestibule, WebError,
    features::reauthenticate::page::try_beside_errors,
    host::current_user::must_log_in,
    input::{
        form::{no_password, password},
        password_advice,
    },
    render::messages,
    request::RequestContext,
};

const PASSWORD_CHANGED: Message = Message::new("change-password-done");

#[derive(Deserialize)]
pub(crate) struct ChangePasswordForm {
    #[serde(default = "no_password", deserialize_with = "password")]
    current_password: PlainPassword,
    #[serde(default = "no_password", deserialize_with = "password")]
    password: PlainPassword,
    #[serde(default = "no_password", deserialize_with = "password")]
    password_confirmation: PlainPassword,
}

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
) -> Result<Response, WebError> {
    pages.show(&page(&vestibule, &user)).await
}

pub(crate) async fn change_password(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<ChangePasswordForm>,
) -> Result<Response, WebError> {
    let mut page = page(&vestibule, &user);
    let password = form.password.clone();
    match form.change(&vestibule, &user, &mut page).await {
        Ok(None) => pages.show_errors(&page.focus_first_error()).await,
        Ok(Some(logged_in)) => {
            let done = Flash::success(PASSWORD_CHANGED);
            let back = vestibule.redirect(Route::SETTINGS);
            Ok((vestibule.start_session(&logged_in), done, back).into_response())
        }
        Err(ChangePasswordError::WrongPassword) => {
            page.current_password = page.current_password.with_error(messages::WRONG_PASSWORD);
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(ChangePasswordError::WeakPassword(reason)) => {
            page.password = password_advice::refused(reason, password, user.email.as_str()).await;
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(ChangePasswordError::LoggedOut) => Ok(must_log_in(&context)),
        Err(error) => failed(page, error.into(), &pages).await,
    }
}

async fn failed(
    mut page: SettingsPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(messages::CHANGE_FAILED));
    pages.show_failure(&page, error).await
}

fn page(vestibule: &Vestibule, user: &CurrentUser) -> SettingsPage {
    let settings = &vestibule.parts().settings;
    let is_asked = settings.sends_email && settings.verification != EmailVerification::Off;
    SettingsPage {
        is_email_verified: is_asked.then_some(user.email_verified_at.is_some()),
        ..SettingsPage::new(
            user.created_at.unix_seconds(),
            user.password_changed_at.unix_seconds(),
            settings.password.min_length(),
        )
    }
}

impl ChangePasswordForm {
    /// Returns the session with its new token; without one, `page` has each error beside its field.
    async fn change(
        self,
        vestibule: &Vestibule,
        user: &CurrentUser,
        page: &mut SettingsPage,
    ) -> Result<Option<LoggedIn>, ChangePasswordError> {
        let is_complete = self.is_complete(vestibule, user, page).await;
        let (current, new) = (self.current_password, self.password);
        if !is_complete {
            try_beside_errors(vestibule, user, current).await?;
            return Ok(None);
        }
        let accounts = vestibule.accounts();
        accounts.change_password(user, current, new).await.map(Some)
    }

    /// Whether nothing is wrong that can be seen without the account; else `page` has each
    /// error beside its field.
    async fn is_complete(
        &self,
        vestibule: &Vestibule,
        user: &CurrentUser,
        page: &mut SettingsPage,
    ) -> bool {
        let is_missing = self.current_password.is_empty();
        if is_missing {
            page.current_password = SecretField::blank().with_error(messages::NO_PASSWORD);
        }
        let (password, confirmation) = (&self.password, &self.password_confirmation);
        let email = user.email.as_str();
        let checked = password_advice::new_password(vestibule, password, confirmation, email).await;
        if let Err(fields) = checked {
            [page.password, page.password_confirmation] = fields;
            return false;
        }
        !is_missing
    }
}
