//! A host leaves a page of ours out.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use tower::ServiceExt;
use vestibule::{Builder, Route};

/// The log-in page of a site without our registration.
async fn log_in_page(choose: impl FnOnce(Builder) -> Builder) -> String {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("accounts.sqlite3");
    let builder = vestibule::builder()
        .database_url(format!("sqlite://{}", database.display()))
        .without(Route::Register);
    let accounts = choose(builder).build().await.unwrap();
    let request = Request::get("/login")
        .header("host", "localhost")
        .header("accept", "text/html");
    let request = request.body(Body::empty()).unwrap();
    let app: Router = accounts.mount(Router::new());
    let answer = app.oneshot(request).await.unwrap();
    let page = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(page.to_vec()).unwrap()
}

#[tokio::test]
async fn a_page_that_the_host_left_out_is_linked_nowhere() {
    let page = log_in_page(|builder| builder).await;
    assert!(page.contains("<h1>Log in</h1>"), "{page}");
    assert!(!page.contains("/register"), "{page}");
}

#[tokio::test]
async fn a_page_of_the_hosts_own_is_linked_in_its_place() {
    let page = log_in_page(|builder| builder.url("users.register", "/join")).await;
    assert!(page.contains("href=\"/join\""), "{page}");
    assert!(!page.contains("/register"), "{page}");
}
