//! Mistakes of an application with `mount`.

use axum::{Router, middleware::from_fn, routing::get};
use vestibule_web::{
    CurrentUser, Pages, RecentlyAuthenticated, require_login, require_recent_login,
};

use super::{
    browser::{App, Browser},
    fixture::{Greeting, Site},
    outage::Log,
};

#[tokio::test]
async fn route_added_after_mount_is_logged_and_explained_in_the_response() {
    let site = Site::new();
    let late = Router::new()
        .route("/user", get(async |_: CurrentUser| ""))
        .route("/maybe", get(async |_: Option<CurrentUser>| ""))
        .route("/recent", get(async |_: RecentlyAuthenticated| ""))
        .route("/pages", get(async |_: Pages| ""))
        .route("/closed", get("").route_layer(from_fn(require_login)))
        .route("/vault", get("").route_layer(from_fn(require_recent_login)));
    let app = site.app.clone().merge(Router::new().nest("/late", late));
    for path in ["user", "maybe", "recent", "pages", "closed", "vault"] {
        let (log, _guard) = Log::start();
        let path = format!("/late/{path}");
        let answer = Browser::new(App::new(&app)).get(&path).await;
        answer.has_status(500);
        let said = log.said();
        assert_eq!(said.matches("ERROR").count(), 1, "{said}");
        for text in [&path, "added after `Vestibule::mount`", "mount it last"] {
            assert!(said.contains(text), "{text:?} is not in {said}");
            answer.shows(text);
        }
    }
}

#[tokio::test]
async fn mounted_router_that_is_nested_is_logged_once() {
    let site = Site::new();
    let (log, _guard) = Log::start();
    let nested = Router::new().nest("/sub", site.app.clone());
    for path in ["/sub/login", "/sub/login", "/sub/open", "/sub/static"] {
        Browser::new(App::new(&nested))
            .get(path)
            .await
            .has_status(200);
    }
    let said = log.said();
    assert_eq!(said.matches("is nested below").count(), 1, "{said}");
    assert!(
        said.contains("prefix=\"/sub\"") && said.contains("Builder::at"),
        "{said}"
    );
}

#[tokio::test]
async fn nested_routes_of_the_application_are_mounted_like_all_others() {
    let shop = Router::<Greeting>::new().route("/basket", get(async |_: CurrentUser| "yours"));
    let app = Router::new().nest("/shop", shop);
    let site = Site::mounted(super::fixture::Choices::default(), app);
    let (log, _guard) = Log::start();
    let answer = site.browser().get("/shop/basket").await;
    answer.leads_to("/login?next=%2Fshop%2Fbasket");
    site.browser().get("/login").await.has_status(200);
    assert_eq!(log.said(), "");
}
