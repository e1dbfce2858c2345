use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tracing::{Instrument, field};

use crate::{
    Vestibule, come_later, cross_site, error_page, flash, headers, measure::Measure, visit::Visit,
    well_known,
};

/// What surrounds every request, ours and the host's.
///
/// Whatever is logged in between has the number of the request beside it. The span is an error's:
/// a log of errors only has it too. What a client says its request's number is (`X-Request-Id`,
/// `traceparent`) is not believed: it would write into our log what it likes.
pub(crate) async fn around(
    State(vestibule): State<Vestibule>,
    request: Request,
    next: Next,
) -> Response {
    vestibule.parts().nest_warning.look(&request);
    let visit = Visit::begin(vestibule, &request);
    let measure = Measure::begin(&request);
    let span = tracing::error_span!(
        "request",
        request_id = visit.request_id(),
        method = measure.method(),
        route = measure.route(),
        status = field::Empty
    );
    let answer = answer(visit, request, next).instrument(span.clone()).await;
    span.record("status", answer.status().as_u16());
    measure.end(answer.status());
    answer
}

async fn answer(visit: Visit, mut request: Request, next: Next) -> Response {
    let answer = match cross_site::check(&request, visit.origin()) {
        Ok(()) => {
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
        Err(refused) => refused.into_response(),
    };
    let answer = well_known::lead_to_form(answer, &visit);
    let answer = error_page::dress(answer, &visit).await;
    let answer = flash::keep(answer, visit.vestibule(), visit.messages_were_shown());
    let answer = visit.take_rubbish_away(answer);
    let answer = come_later::mark(answer, &visit);
    headers::protect(answer, &visit)
}
