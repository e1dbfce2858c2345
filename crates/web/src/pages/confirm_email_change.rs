use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{ChangeEmail, LinkPurpose, LinkToken, MoveError};
use vestibule_templates::ConfirmEmailChangePage;

use super::{dead_link::DeadLink, messages};
use crate::{
    Flash, Form, Pages, Route, Vestibule, WebError,
    link::{LivingLink, SentLink},
    visit::Visit,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::ChangeEmail];
const AGAIN: Option<Route> = Some(Route::ChangeEmail);

#[derive(Deserialize)]
pub(crate) struct ConfirmEmailChangeForm {
    #[serde(default)]
    token: SentLink,
}

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    visit: Visit,
    sent: SentLink,
) -> Result<Response, WebError> {
    match sent.open(&vestibule, &PURPOSE).await? {
        Some(link) => pages.show(&page(&link)).await,
        None => dead(sent.token(), false).answer(&visit, &pages).await,
    }
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    pages: Pages,
    visit: Visit,
    Form(form): Form<ConfirmEmailChangeForm>,
) -> Result<Response, WebError> {
    let Some(link) = form.token.open(&vestibule, &PURPOSE).await? else {
        return dead(form.token.token(), false).answer(&visit, &pages).await;
    };
    let mut page = page(&link);
    let target = match visit.is_by(link.about.user().id).await? {
        true => Route::Settings,
        false => Route::LogIn,
    };
    let (accounts, client) = (vestibule.accounts(), visit.client());
    let used_links = &vestibule.parts().used_links;
    used_links.press(&visit, &link, messages::EMAIL_CHANGED);
    match accounts.confirm_email_change(&link.about, &client).await {
        Ok(()) => {
            let done = Flash::success(messages::EMAIL_CHANGED);
            Ok((done, vestibule.redirect(target)).into_response())
        }
        Err(MoveError::DeadLink) => dead(Some(&link.token), true).answer(&visit, &pages).await,
        Err(MoveError::EmailTaken) => {
            page.alert = Some(messages::EMAIL_CHANGE_TAKEN);
            pages.show_mistakes(&page).await
        }
        Err(MoveError::Unavailable(error)) => {
            page.alert = Some(messages::EMAIL_CHANGE_FAILED);
            pages.show_failure(&page, error.into()).await
        }
    }
}

fn page(link: &LivingLink) -> ConfirmEmailChangePage {
    ConfirmEmailChangePage {
        token: link.field(),
        email: link.email().to_owned(),
        alert: None,
    }
}

fn dead(token: Option<&LinkToken>, was_alive: bool) -> DeadLink<'_> {
    DeadLink {
        token,
        purpose: LinkPurpose::ChangeEmail,
        was_alive,
        again: AGAIN,
    }
}
