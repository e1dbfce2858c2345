use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{Vestibule, cross_site, error_page, flash, headers, visit::Visit};

/// What surrounds every request, ours and the host's.
pub(crate) async fn around(
    State(vestibule): State<Vestibule>,
    mut request: Request,
    next: Next,
) -> Response {
    let visit = Visit::begin(vestibule, &request);
    let answer = match cross_site::check(&request, visit.origin()) {
        Ok(()) => {
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
        Err(refused) => refused.into_response(),
    };
    let answer = error_page::dress(answer, &visit).await;
    let answer = flash::keep(answer, visit.vestibule(), visit.messages_were_shown());
    let answer = visit.take_rubbish_away(answer);
    headers::protect(answer, &visit)
}
