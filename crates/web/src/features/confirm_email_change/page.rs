use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{ChangeEmail, LinkPurpose, LinkToken, MoveError};
use vestibule_templates::{ConfirmEmailChangePage, Message};

use crate::{
    Flash, Form, Pages, Route, Vestibule, WebError,
    emailed_link::{
        invalid::InvalidLink,
        sent::{SentLink, ValidLink},
    },
    render::messages,
    request::RequestContext,
};

const EMAIL_CHANGE_TAKEN: Message = Message::new("email-change-taken");

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::ChangeEmail];
const AGAIN: Option<Route> = Some(Route::CHANGE_EMAIL);

#[derive(Deserialize)]
pub(crate) struct ConfirmEmailChangeForm {
    #[serde(default)]
    token: SentLink,
}

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    sent: SentLink,
) -> Result<Response, WebError> {
    match sent.open(&vestibule, &PURPOSE).await? {
        Some(link) => pages.show(&page(&link)).await,
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
    Form(form): Form<ConfirmEmailChangeForm>,
) -> Result<Response, WebError> {
    let Some(link) = form.token.open(&vestibule, &PURPOSE).await? else {
        return invalid_link(form.token.token(), false)
            .answer(&context, &pages)
            .await;
    };
    let mut page = page(&link);
    let target = match context.is_from(link.about.user().id).await? {
        true => Route::SETTINGS,
        false => Route::LOG_IN,
    };
    let (accounts, client) = (vestibule.accounts(), context.client());
    let used_links = &vestibule.parts().used_links;
    used_links.press(&context, &link, messages::EMAIL_CHANGED);
    match accounts.confirm_email_change(&link.about, &client).await {
        Ok(()) => {
            let done = Flash::success(messages::EMAIL_CHANGED);
            Ok((done, vestibule.redirect(target)).into_response())
        }
        Err(MoveError::InvalidLink) => {
            invalid_link(Some(&link.token), true)
                .answer(&context, &pages)
                .await
        }
        Err(MoveError::EmailTaken) => {
            page.alert = Some(EMAIL_CHANGE_TAKEN);
            pages.show_errors(&page).await
        }
        Err(error) => {
            page.alert = Some(messages::EMAIL_CHANGE_FAILED);
            pages.show_failure(&page, error.into()).await
        }
    }
}

fn page(link: &ValidLink) -> ConfirmEmailChangePage {
    ConfirmEmailChangePage {
        token: link.field(),
        email: link.email().to_owned(),
        alert: None,
    }
}

fn invalid_link(token: Option<&LinkToken>, was_valid: bool) -> InvalidLink<'_> {
    InvalidLink {
        token,
        purpose: LinkPurpose::ChangeEmail,
        was_valid,
        again: AGAIN,
    }
}
