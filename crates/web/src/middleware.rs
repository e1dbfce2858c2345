use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tracing::{Instrument, field};

use crate::{
    Vestibule,
    features::change_password::well_known,
    http::{cross_site, headers, measure::Measure, retry_later},
    render::{error_page, flash},
    request::RequestContext,
};

/// The outer middleware of every request, to routes of Vestibule and of the application.
///
/// Log lines within it carry the request ID. The span has the level `ERROR`, so that a log of
/// errors alone has it too. IDs that a client sends (`X-Request-Id`, `traceparent`) are ignored:
/// they would let it write into the log.
pub(crate) async fn around(
    State(vestibule): State<Vestibule>,
    request: Request,
    next: Next,
) -> Response {
    vestibule.parts().nest_warning.look(&request);
    let context = RequestContext::begin(vestibule, &request);
    let measure = Measure::begin(&request);
    let span = tracing::error_span!(
        "request",
        request_id = context.id(),
        method = measure.method(),
        route = measure.route(),
        status = field::Empty
    );
    let answer = answer(context, request, next)
        .instrument(span.clone())
        .await;
    span.record("status", answer.status().as_u16());
    measure.end(answer.status());
    answer
}

async fn answer(context: RequestContext, mut request: Request, next: Next) -> Response {
    let answer = match cross_site::check(&request, context.origin()) {
        Ok(()) => {
            request.extensions_mut().insert(context.clone());
            next.run(request).await
        }
        Err(refused) => refused.into_response(),
    };
    let answer = well_known::lead_to_form(answer, &context);
    let answer = error_page::dress(answer, &context).await;
    let answer = flash::keep(answer, context.vestibule(), context.messages_were_shown());
    let answer = context.clear_malformed_cookie(answer);
    let answer = retry_later::mark(answer, &context);
    headers::protect(answer, &context)
}
