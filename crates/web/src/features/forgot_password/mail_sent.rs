use axum::{extract::State, response::Response};
use vestibule_templates::MailSentPage;

use crate::{Pages, Vestibule, WebError};

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    pages: Pages,
) -> Result<Response, WebError> {
    let sends_email = vestibule.parts().settings.sends_email;
    pages.show(&MailSentPage { sends_email }).await
}
