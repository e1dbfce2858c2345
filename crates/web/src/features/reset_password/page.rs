use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{LinkPurpose, LinkToken, PlainPassword, ResetPassword, ResetPasswordError};
use vestibule_templates::{Message, ResetPasswordPage};

use crate::{
    Flash, Form, Pages, Route, Vestibule, WebError,
    emailed_link::{
        invalid::InvalidLink,
        sent::{SentLink, ValidLink},
    },
    input::{
        form::{no_password, password},
        password_advice,
    },
    render::messages,
    request::RequestContext,
};

const PASSWORD_RESET: Message = Message::new("reset-password-done");

/// The links that permit a new password: each proves access to the mailbox.
const PURPOSES: [LinkPurpose; 2] = [LinkPurpose::ResetPassword, LinkPurpose::VerifyEmail];
const AGAIN: Option<Route> = Some(Route::FORGOT_PASSWORD);

#[derive(Deserialize)]
pub(crate) struct ResetPasswordForm {
    #[serde(default)]
    token: SentLink,
    #[serde(default = "no_password", deserialize_with = "password")]
    password: PlainPassword,
    #[serde(default = "no_password", deserialize_with = "password")]
    password_confirmation: PlainPassword,
}

pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    sent: SentLink,
) -> Result<Response, WebError> {
    match sent.open(&vestibule, &PURPOSES).await? {
        Some(link) => pages.show(&page(&vestibule, &link)).await,
        None => {
            invalid_link(sent.token(), false)
                .answer(&context, &pages)
                .await
        }
    }
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<ResetPasswordForm>,
) -> Result<Response, WebError> {
    let Some(link) = form.token.open(&vestibule, &PURPOSES).await? else {
        return invalid_link(form.token.token(), false)
            .answer(&context, &pages)
            .await;
    };
    let mut page = page(&vestibule, &link);
    let (password, confirmation) = (&form.password, &form.password_confirmation);
    let checked =
        password_advice::new_password(&vestibule, password, confirmation, link.email()).await;
    if let Err(fields) = checked {
        [page.password, page.password_confirmation] = fields;
        return pages.show_errors(&page.focus_first_error()).await;
    }
    let is_owner = context.is_from(link.about.user().id).await?;
    let (accounts, client) = (vestibule.accounts(), context.client());
    let password = form.password.clone();
    let used_links = &vestibule.parts().used_links;
    used_links.press(&context, &link, PASSWORD_RESET);
    match accounts
        .reset_password(&link.about, form.password, &client, context.device())
        .await
    {
        Ok(device) => {
            // The session ended with all the others.
            let ended = is_owner.then(|| vestibule.clear_session());
            let known = vestibule.parts().device_cookie.keep(device);
            let done = Flash::success(PASSWORD_RESET);
            Ok((ended, known, done, vestibule.redirect(Route::LOG_IN)).into_response())
        }
        Err(ResetPasswordError::InvalidLink) => {
            invalid_link(Some(&link.token), true)
                .answer(&context, &pages)
                .await
        }
        Err(ResetPasswordError::WeakPassword(reason)) => {
            page.password = password_advice::refused(reason, password, link.email()).await;
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(error) => failed(page, error.into(), &pages).await,
    }
}

async fn failed(
    mut page: ResetPasswordPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(messages::CHANGE_FAILED));
    pages.show_failure(&page, error).await
}

fn page(vestibule: &Vestibule, link: &ValidLink) -> ResetPasswordPage {
    let min_length = vestibule.parts().settings.password.min_length();
    ResetPasswordPage::new(link.field(), link.email(), min_length)
}

fn invalid_link(token: Option<&LinkToken>, was_valid: bool) -> InvalidLink<'_> {
    InvalidLink {
        token,
        purpose: LinkPurpose::ResetPassword,
        was_valid,
        again: AGAIN,
    }
}
