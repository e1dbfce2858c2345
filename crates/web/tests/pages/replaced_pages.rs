use axum::{Router, routing::get};
use vestibule_web::{Route, home};

use super::fixture::{Choices, Site};

#[tokio::test]
async fn each_route_can_be_omitted() {
    for route in Route::all() {
        let site = Site::with(Choices {
            without: vec![route],
            ..Choices::default()
        });
        let answer = site.browser().get(route.path()).await;
        answer.has_status(404);
    }
}

#[tokio::test]
async fn application_can_replace_a_page() {
    let host = Router::new().route("/settings", get("the host's settings"));
    let without = vec![Route::SETTINGS];
    let site = Site::mounted(
        Choices {
            without,
            ..Choices::default()
        },
        host,
    );
    assert_eq!(
        site.browser().get("/settings").await.body,
        "the host's settings"
    );
}

#[tokio::test]
async fn home_page_links_to_all_pages() {
    let site = Site::mounted(Choices::default(), Router::new().route("/", get(home)));
    let page = site.browser().get("/").await;
    page.shows(r#"href="/login""#);
    page.shows(r#"href="/register""#);
    let page = site.logged_in_browser().await.get("/").await;
    page.shows(r#"href="/settings""#);
    page.shows(r#"href="/logout""#);
}
