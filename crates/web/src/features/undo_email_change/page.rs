use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{ChangeEmail, LinkPurpose, LinkToken, MoveError};
use vestibule_templates::{Message, UndoEmailChangePage};

use crate::{
    Flash, Form, Pages, Route, Vestibule, WebError,
    emailed_link::{
        invalid::InvalidLink,
        sent::{SentLink, ValidLink},
    },
    render::messages,
    request::RequestContext,
};

const EMAIL_CHANGE_KEPT: Message = Message::new("undo-email-change-taken");
const EMAIL_CHANGE_UNDONE: Message = Message::new("undo-email-change-done");

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::UndoEmailChange];
/// The link cannot be requested again: only an operator can help.
const AGAIN: Option<Route> = None;

#[derive(Deserialize)]
pub(crate) struct UndoEmailChangeForm {
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
    Form(form): Form<UndoEmailChangeForm>,
) -> Result<Response, WebError> {
    let Some(link) = form.token.open(&vestibule, &PURPOSE).await? else {
        return invalid_link(form.token.token(), false)
            .answer(&context, &pages)
            .await;
    };
    let mut page = page(&link);
    let is_owner = context.is_from(link.about.user().id).await?;
    let (accounts, client) = (vestibule.accounts(), context.client());
    let used_links = &vestibule.parts().used_links;
    used_links.press(&context, &link, EMAIL_CHANGE_UNDONE);
    match accounts.undo_email_change(&link.about, &client).await {
        Ok(()) => {
            // The session ended with all the others.
            let ended = is_owner.then(|| vestibule.clear_session());
            let done = Flash::success(EMAIL_CHANGE_UNDONE);
            Ok((ended, done, vestibule.redirect(Route::LOG_IN)).into_response())
        }
        Err(MoveError::InvalidLink) => {
            invalid_link(Some(&link.token), true)
                .answer(&context, &pages)
                .await
        }
        Err(MoveError::EmailTaken) => {
            page.alert = Some(EMAIL_CHANGE_KEPT);
            pages.show_errors(&page).await
        }
        Err(error) => {
            page.alert = Some(messages::EMAIL_CHANGE_FAILED);
            pages.show_failure(&page, error.into()).await
        }
    }
}

fn page(link: &ValidLink) -> UndoEmailChangePage {
    UndoEmailChangePage {
        token: link.field(),
        email: link.email().to_owned(),
        alert: None,
    }
}

fn invalid_link(token: Option<&LinkToken>, was_valid: bool) -> InvalidLink<'_> {
    InvalidLink {
        token,
        purpose: LinkPurpose::UndoEmailChange,
        was_valid,
        again: AGAIN,
    }
}
