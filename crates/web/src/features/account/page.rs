use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{Deletion, EmailAddress, ManageAccount, PlainPassword, ProofError, User};
use vestibule_templates::{AccountPage, Field, Message, SecretField};

use crate::{
    CurrentUser, Flash, Form, Pages, Vestibule, WebError,
    features::{
        account,
        reauthenticate::page::{reauthenticate_once, try_beside_errors},
    },
    host::current_user::must_log_in,
    input::form::{no_password, password},
    render::messages,
    request::RequestContext,
};

const ACCOUNT_DELETED: Message = Message::new("account-deleted");
const DELETE_FAILED: Message = Message::new("account-delete-failed");
const DELETION_DUE: Message = Message::new("account-deletion-due");

#[derive(Deserialize)]
pub(crate) struct DeleteAccountForm {
    #[serde(default)]
    confirmation: String,
    #[serde(default = "no_password", deserialize_with = "password")]
    current_password: PlainPassword,
}

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    _: CurrentUser,
    pages: Pages,
) -> Result<Response, WebError> {
    pages.show(&page(&vestibule)).await
}

pub(crate) async fn delete(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<DeleteAccountForm>,
) -> Result<Response, WebError> {
    let mut page = AccountPage {
        confirmation: Field::new(&form.confirmation),
        ..page(&vestibule)
    };
    match form.delete(&vestibule, &user, &mut page).await {
        Ok(None) => pages.show_errors(&page.focus_first_error()).await,
        Ok(Some(deletion)) => Ok(farewell(&vestibule, deletion)),
        Err(ProofError::WrongPassword) => {
            page.current_password = page.current_password.with_error(messages::WRONG_PASSWORD);
            pages.show_errors(&page.focus_first_error()).await
        }
        Err(ProofError::LoggedOut) => Ok(must_log_in(&context)),
        Err(error) => failed(page, error.into(), &pages).await,
    }
}

fn farewell(vestibule: &Vestibule, deletion: Deletion) -> Response {
    let door = vestibule.after_logout();
    let cleared = vestibule.clear_session();
    match deletion {
        // Clears what the browser stored about the deleted account.
        Deletion::Done => {
            let forgotten = vestibule.parts().device_cookie.clear();
            let gone = Flash::info(ACCOUNT_DELETED);
            (cleared, forgotten, gone, door).into_response()
        }
        Deletion::Due(until) => {
            let due = Flash::info(DELETION_DUE.with("until", until));
            (cleared, due, door).into_response()
        }
    }
}

async fn failed(
    mut page: AccountPage,
    error: WebError,
    pages: &Pages,
) -> Result<Response, WebError> {
    page.alert = Some(error.alert(DELETE_FAILED));
    pages.show_failure(&page, error).await
}

fn page(vestibule: &Vestibule) -> AccountPage {
    AccountPage::new(vestibule.parts().settings.deletion_grace)
}

impl DeleteAccountForm {
    /// When the account goes; without it, `page` has each error beside its field.
    async fn delete(
        self,
        vestibule: &Vestibule,
        user: &CurrentUser,
        page: &mut AccountPage,
    ) -> Result<Option<Deletion>, ProofError> {
        let (is_intended, current) = (self.is_intended(user, page), self.current_password);
        if !is_intended {
            try_beside_errors(vestibule, user, current).await?;
            return Ok(None);
        }
        let by = reauthenticate_once(vestibule, user, current).await?;
        vestibule.accounts().delete_account(&by).await.map(Some)
    }

    /// Whether nothing is wrong that can be seen without the password's hash; else `page` has
    /// each error beside its field.
    fn is_intended(&self, user: &User, page: &mut AccountPage) -> bool {
        let is_missing = self.current_password.is_empty();
        let is_theirs =
            EmailAddress::parse(&self.confirmation).is_ok_and(|typed| typed == user.email);
        if is_missing {
            page.current_password = SecretField::blank().with_error(messages::NO_PASSWORD);
        }
        if !is_theirs {
            let mismatch = account::not_their_address(&user.email);
            page.confirmation = Field::new(&self.confirmation).with_error(mismatch);
        }
        !is_missing && is_theirs
    }
}
