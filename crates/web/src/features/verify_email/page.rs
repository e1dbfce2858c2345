use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use vestibule_domain::{LinkPurpose, LinkToken, PlainPassword, VerifyEmail, VerifyEmailError};
use vestibule_templates::{Message, SecretField, VerifyEmailPage};

use crate::{
    CurrentUser, Flash, Form, Pages, Route, Vestibule, WebError,
    emailed_link::{
        invalid::InvalidLink,
        sent::{SentLink, ValidLink},
    },
    features::login::unfinished::session_of,
    input::form::{no_password, password},
    render::messages,
    request::RequestContext,
};

const DISOWNED: Message = Message::new("verify-email-disowned");
const VERIFY_FAILED: Message = Message::new("verify-email-failed");

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::VerifyEmail];
const AGAIN: Option<Route> = Some(Route::RESEND_VERIFICATION);

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
    /// Verifies the address of the authenticated user.
    #[default]
    Verify,
    /// Verifies the address with the password of the account, and logs in.
    #[serde(rename = "log_in")]
    Login,
    /// Deletes the account: the owner of the mailbox never registered it.
    Disown,
}

/// Opening the link verifies nothing yet: a mail scanner opens it too, and a squatter hopes that the
/// owner opens it in a hurry, while the account has the squatter's password.
pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    sent: SentLink,
) -> Result<Response, WebError> {
    match sent.open(&vestibule, &PURPOSE).await? {
        Some(link) => pages.show(&page(&link, &context).await?).await,
        None => {
            invalid_link(sent.token(), false)
                .answer(&context, &pages)
                .await
        }
    }
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    user: Option<CurrentUser>,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<VerifyEmailForm>,
) -> Result<Response, WebError> {
    let Some(link) = form.token.open(&vestibule, &PURPOSE).await? else {
        return invalid_link(form.token.token(), false)
            .answer(&context, &pages)
            .await;
    };
    let mut page = page(&link, &context).await?;
    if form.intent == Intent::Login && form.password.is_empty() {
        page.password = SecretField::blank().with_error(messages::NO_PASSWORD);
        return pages.show_errors(&page.focus_first_error()).await;
    }
    let done = match form.intent {
        Intent::Verify | Intent::Login => messages::EMAIL_VERIFIED,
        Intent::Disown => DISOWNED,
    };
    vestibule.parts().used_links.press(&context, &link, done);
    let done = match form.intent {
        Intent::Verify => verify(&vestibule, user.as_ref(), &link).await,
        Intent::Login => log_in(&vestibule, &context, &link, form.password).await,
        Intent::Disown => disown(&vestibule, &context, &link, page.is_owner).await,
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(VerifyEmailError::InvalidLink) => {
            invalid_link(Some(&link.token), true)
                .answer(&context, &pages)
                .await
        }
        Err(VerifyEmailError::WrongPassword) => {
            page.password = page.password.with_error(messages::WRONG_PASSWORD);
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(VerifyEmailError::Disabled) => {
            page.alert = Some(messages::LOGIN_DISABLED);
            pages.show_errors(&page).await
        }
        // The page names the logged-in user, and the options.
        Err(VerifyEmailError::AnotherAccount) => pages.show_errors(&page).await,
        // The link is used, and the address proven.
        Err(VerifyEmailError::Refused(reason)) => {
            Ok((Flash::info(reason), vestibule.redirect(Route::LOG_IN)).into_response())
        }
        Err(error) => failed(page, error.into(), &pages).await,
    }
}

async fn verify(
    vestibule: &Vestibule,
    user: Option<&CurrentUser>,
    link: &ValidLink,
) -> Result<Response, VerifyEmailError> {
    // The session may have expired or been revoked since the page was shown.
    let user = user.ok_or(VerifyEmailError::AnotherAccount)?;
    vestibule.accounts().verify_email(user, &link.about).await?;
    let done = Flash::success(messages::EMAIL_VERIFIED);
    Ok((done, vestibule.redirect(Route::SETTINGS)).into_response())
}

async fn log_in(
    vestibule: &Vestibule,
    context: &RequestContext,
    link: &ValidLink,
    password: PlainPassword,
) -> Result<Response, VerifyEmailError> {
    let (accounts, request) = (vestibule.accounts(), context.session_request(false));
    let login = accounts
        .verify_email_and_log_in(&link.about, password, request)
        .await?;
    let logged_in = session_of(login).map_err(VerifyEmailError::Refused)?;
    let done = Flash::after_login(&logged_in);
    let done = done.unwrap_or(Flash::success(messages::EMAIL_VERIFIED));
    let target = Redirect::to(vestibule.parts().settings.paths.after_login.as_str());
    Ok((vestibule.start_session(&logged_in), done, target).into_response())
}

async fn disown(
    vestibule: &Vestibule,
    context: &RequestContext,
    link: &ValidLink,
    is_owner: bool,
) -> Result<Response, VerifyEmailError> {
    let (accounts, client) = (vestibule.accounts(), context.client());
    accounts.disown_account(&link.about, &client).await?;
    let ended = is_owner.then(|| vestibule.clear_session());
    let done = Flash::success(DISOWNED);
    Ok((ended, done, vestibule.redirect(Route::LOG_IN)).into_response())
}

async fn failed(
    mut page: VerifyEmailPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(VERIFY_FAILED));
    pages.show_failure(&page, error).await
}

async fn page(link: &ValidLink, context: &RequestContext) -> Result<VerifyEmailPage, WebError> {
    let is_owner = context.is_from(link.about.user().id).await?;
    Ok(VerifyEmailPage::new(link.field(), link.email(), is_owner))
}

fn invalid_link(token: Option<&LinkToken>, was_valid: bool) -> InvalidLink<'_> {
    InvalidLink {
        token,
        purpose: LinkPurpose::VerifyEmail,
        was_valid,
        again: AGAIN,
    }
}
