//! An application omits a page.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
    response::Response,
};
use tower::ServiceExt;
use vestibule::{Builder, Route};

/// The login page of a site without the registration page of Vestibule.
async fn login_page(choose: impl FnOnce(Builder) -> Builder) -> String {
    let answer = get("/login", choose).await;
    let page = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(page.to_vec()).unwrap()
}

async fn get(path: &str, choose: impl FnOnce(Builder) -> Builder) -> Response {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("accounts.sqlite3");
    let builder = vestibule::builder()
        .database_url(format!("sqlite://{}", database.display()))
        .without(Route::REGISTER);
    let accounts = choose(builder).build().await.unwrap();
    let request = Request::get(path)
        .header("host", "localhost")
        .header("accept", "text/html");
    let request = request.body(Body::empty()).unwrap();
    let app: Router = accounts.mount(Router::new());
    app.oneshot(request).await.unwrap()
}

#[tokio::test]
async fn omitted_page_is_not_linked() {
    let page = login_page(|builder| builder).await;
    assert!(page.contains("<h1>Log in</h1>"), "{page}");
    assert!(!page.contains("/register"), "{page}");
}

#[tokio::test]
async fn replacement_page_of_the_application_is_linked() {
    let page = login_page(|builder| builder.url("users.register", "/join")).await;
    assert!(page.contains("href=\"/join\""), "{page}");
    assert!(!page.contains("/register"), "{page}");
}

#[tokio::test]
async fn json_api_is_mounted_unless_omitted() {
    let document = "/api/v1/openapi.json";
    assert_eq!(get(document, |builder| builder).await.status(), 200);
    assert_eq!(get(document, Builder::without_api).await.status(), 404);
}
