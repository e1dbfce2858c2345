use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{RecentlyAuthenticated, Vestibule, WebError, features::export};

pub(crate) async fn download(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    let body = export::body::json(&vestibule, &user).await?;
    let file = HeaderValue::from_static("attachment; filename=\"account.json\"");
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CONTENT_DISPOSITION, file),
    ];
    Ok((headers, body).into_response())
}
