use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use vestibule_domain::{EmailAddress, VerifyEmail};
use vestibule_templates::{Field, Message, ResendVerificationPage};

use crate::{
    CurrentUser, Flash, Form, Pages, Route, Vestibule, WebError, render::messages,
    request::RequestContext,
};

const RESEND_VERIFICATION_FAILED: Message = Message::new("resend-verification-failed");
const VERIFICATION_SENT: Message = Message::new("resend-verification-done");

#[derive(Deserialize)]
pub(crate) struct ResendVerificationForm {
    /// Missing in the form of the account page, where it is the user's own.
    email: Option<String>,
}

pub(crate) async fn form(
    State(vestibule): State<Vestibule>,
    pages: Pages,
) -> Result<Response, WebError> {
    pages.show(&page(&vestibule)).await
}

/// Does not look up the account, like the form for a forgotten password: the answer and its time
/// are the same for every address.
pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    user: Option<CurrentUser>,
    pages: Pages,
    context: RequestContext,
    Form(form): Form<ResendVerificationForm>,
) -> Result<Response, WebError> {
    let mut page = page(&vestibule);
    if !page.sends_email {
        return pages.show_errors(&page).await;
    }
    let email = match form.address(user.as_ref(), &mut page) {
        Some(email) => email,
        None => return pages.show_errors(&page.focus_first_error()).await,
    };
    let (accounts, client) = (vestibule.accounts(), context.client());
    match accounts.request_verification(&email, &client).await {
        Ok(()) => Ok(form.answer(&vestibule)),
        Err(error) => {
            let error = WebError::from(error);
            page.alert = Some(error.alert(RESEND_VERIFICATION_FAILED));
            pages.show_failure(&page, error).await
        }
    }
}

fn page(vestibule: &Vestibule) -> ResendVerificationPage {
    ResendVerificationPage::new(vestibule.parts().settings.sends_email)
}

impl ResendVerificationForm {
    /// The address, if nothing is wrong; else `page` has the error.
    fn address(
        &self,
        user: Option<&CurrentUser>,
        page: &mut ResendVerificationPage,
    ) -> Option<EmailAddress> {
        if let (None, Some(user)) = (&self.email, user) {
            return Some(user.email.clone());
        }
        let typed = self.email.as_deref().unwrap_or_default();
        page.email = Field::new(typed);
        let email = EmailAddress::parse(typed);
        if let Err(reason) = email {
            page.email = Field::new(typed).with_error(messages::about_email(reason));
        }
        email.ok()
    }

    fn answer(&self, vestibule: &Vestibule) -> Response {
        if self.email.is_some() {
            return vestibule.redirect(Route::MAIL_SENT).into_response();
        }
        let done = Flash::info(VERIFICATION_SENT);
        (done, vestibule.redirect(Route::SETTINGS)).into_response()
    }
}
