use axum::{extract::State, response::Response};
use vestibule_templates::MailSentPage;

use crate::{Pages, Vestibule, WebError};

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    pages: Pages,
) -> Result<Response, WebError> {
    let sends_mail = vestibule.parts().settings.sends_mail;
    pages.show(&MailSentPage { sends_mail }).await
}
