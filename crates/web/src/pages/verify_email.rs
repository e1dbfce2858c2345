use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use vestibule_domain::{LinkPurpose, LinkToken, PlainPassword, VerifyEmail, VerifyEmailError};
use vestibule_templates::{SecretField, VerifyEmailPage};

use super::{dead_link::DeadLink, messages};
use crate::{
    CurrentUser, Flash, Form, Pages, Route, Vestibule, WebError,
    form::{no_password, password},
    link::{LivingLink, SentLink},
    visit::Visit,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::VerifyEmail];
const AGAIN: Option<Route> = Some(Route::ResendVerification);

#[derive(Deserialize)]
pub(crate) struct VerifyEmailForm {
    #[serde(default)]
    token: SentLink,
    #[serde(default)]
    intent: Intent,
    #[serde(default = "no_password", deserialize_with = "password")]
    password: PlainPassword,
}

/// Which of the page's buttons it was.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Intent {
    /// Whoever is logged in proves the address of their account.
    #[default]
    Verify,
    /// Whoever knows the password does, and is logged in.
    LogIn,
    /// Whoever has the mailbox and never registered wants the account gone.
    Disown,
}

/// The link alone proves nothing: a mail scanner follows it too, and a squatter waits for its
/// owner to do so in a hurry, with the squatter's password on the account.
pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    visit: Visit,
    sent: SentLink,
) -> Result<Response, WebError> {
    match sent.open(&vestibule, &PURPOSE).await? {
        Some(link) => pages.show(&page(&link, &visit).await?).await,
        None => dead(sent.token(), false).answer(&visit, &pages).await,
    }
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    user: Option<CurrentUser>,
    pages: Pages,
    visit: Visit,
    Form(form): Form<VerifyEmailForm>,
) -> Result<Response, WebError> {
    let Some(link) = form.token.open(&vestibule, &PURPOSE).await? else {
        return dead(form.token.token(), false).answer(&visit, &pages).await;
    };
    let mut page = page(&link, &visit).await?;
    if form.intent == Intent::LogIn && form.password.is_empty() {
        page.password = SecretField::blank().with_error(messages::NO_PASSWORD);
        return pages.show_mistakes(&page.focus_first_error()).await;
    }
    let done = match form.intent {
        Intent::Verify | Intent::LogIn => messages::EMAIL_VERIFIED,
        Intent::Disown => messages::DISOWNED,
    };
    vestibule.parts().used_links.press(&visit, &link, done);
    let done = match form.intent {
        Intent::Verify => verify(&vestibule, user.as_ref(), &link).await,
        Intent::LogIn => log_in(&vestibule, &visit, &link, form.password).await,
        Intent::Disown => disown(&vestibule, &visit, &link, page.is_owner).await,
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(VerifyEmailError::DeadLink) => {
            dead(Some(&link.token), true).answer(&visit, &pages).await
        }
        Err(VerifyEmailError::WrongPassword) => {
            page.password = page.password.with_error(messages::WRONG_PASSWORD);
            pages.show_mistakes(&page.focus_first_error()).await
        }
        Err(VerifyEmailError::Disabled) => {
            page.alert = Some(messages::LOG_IN_DISABLED);
            pages.show_mistakes(&page).await
        }
        // The page says who is logged in, and what else there is to do.
        Err(VerifyEmailError::AnotherAccount) => pages.show_mistakes(&page).await,
        // The link is used, and the address proven.
        Err(VerifyEmailError::Refused(reason)) => {
            Ok((Flash::info(reason), vestibule.redirect(Route::LogIn)).into_response())
        }
        Err(VerifyEmailError::TooManyAttempts(error)) => failed(page, error.into(), &pages).await,
        Err(VerifyEmailError::Hashing(error)) => failed(page, error.into(), &pages).await,
        Err(VerifyEmailError::Unavailable(error)) => failed(page, error.into(), &pages).await,
    }
}

async fn verify(
    vestibule: &Vestibule,
    user: Option<&CurrentUser>,
    link: &LivingLink,
) -> Result<Response, VerifyEmailError> {
    // Whose session ended meanwhile is a stranger now.
    let user = user.ok_or(VerifyEmailError::AnotherAccount)?;
    vestibule.accounts().verify_email(user, &link.about).await?;
    let done = Flash::success(messages::EMAIL_VERIFIED);
    Ok((done, vestibule.redirect(Route::Settings)).into_response())
}

async fn log_in(
    vestibule: &Vestibule,
    visit: &Visit,
    link: &LivingLink,
    password: PlainPassword,
) -> Result<Response, VerifyEmailError> {
    let (accounts, request) = (vestibule.accounts(), visit.session_request(false));
    let logged_in = accounts
        .verify_email_and_log_in(&link.about, password, request)
        .await?;
    let done = Flash::after_log_in(&logged_in);
    let done = done.unwrap_or(Flash::success(messages::EMAIL_VERIFIED));
    let target = Redirect::to(vestibule.parts().settings.paths.after_log_in.as_str());
    Ok((vestibule.start_session(&logged_in), done, target).into_response())
}

async fn disown(
    vestibule: &Vestibule,
    visit: &Visit,
    link: &LivingLink,
    is_owner: bool,
) -> Result<Response, VerifyEmailError> {
    let (accounts, client) = (vestibule.accounts(), visit.client());
    accounts.disown_account(&link.about, &client).await?;
    let ended = is_owner.then(|| vestibule.clear_session());
    let done = Flash::success(messages::DISOWNED);
    Ok((ended, done, vestibule.redirect(Route::LogIn)).into_response())
}

async fn failed(
    mut page: VerifyEmailPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(messages::VERIFY_FAILED));
    pages.show_failure(&page, error).await
}

async fn page(link: &LivingLink, visit: &Visit) -> Result<VerifyEmailPage, WebError> {
    let is_owner = visit.is_by(link.about.user().id).await?;
    Ok(VerifyEmailPage::new(link.field(), link.email(), is_owner))
}

fn dead(token: Option<&LinkToken>, was_alive: bool) -> DeadLink<'_> {
    DeadLink {
        token,
        purpose: LinkPurpose::VerifyEmail,
        was_alive,
        again: AGAIN,
    }
}
