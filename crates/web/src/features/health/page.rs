use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::IntoResponse,
};

use crate::{Vestibule, WebError};

/// An answer about this moment is of no use in the next.
const NO_STORE: (header::HeaderName, HeaderValue) =
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));

/// The process lives.
pub(crate) async fn live() -> impl IntoResponse {
    ([NO_STORE], "ok\n")
}

/// The process can serve.
pub(crate) async fn ready(
    State(vestibule): State<Vestibule>,
) -> Result<impl IntoResponse, WebError> {
    vestibule.parts().readiness.check().await?;
    Ok(([NO_STORE], "ok\n"))
}
