use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{RecentlyAuthenticated, Vestibule, WebError, kept::Kept};

pub(crate) async fn download(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    let kept = vestibule.accounts().export_account(&user).await?;
    let json = serde_json::to_vec_pretty(&Kept::from(kept)).map_err(WebError::internal)?;
    let file = HeaderValue::from_static("attachment; filename=\"account.json\"");
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CONTENT_DISPOSITION, file),
    ];
    Ok((headers, json).into_response())
}
