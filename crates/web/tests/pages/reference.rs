//! docs/reference/routes.md says for whom each route is.

use axum::{body::Body, http::Request};

use super::fixture::{FORM, Site};

/// Path, methods, and for whom.
fn rows(page: &str) -> Vec<[&str; 3]> {
    let (_, table) = page.split_once("\n## All routes\n").unwrap();
    let rows = table.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        [cells[0].trim_matches('`'), cells[2], cells[3]]
    })
    .collect()
}

#[tokio::test]
async fn documented_routes_for_users_lead_visitors_to_the_login_page() {
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/reference/routes.md"
    );
    let page = std::fs::read_to_string(page).unwrap();
    let site = Site::new();
    for [path, methods, whom] in rows(&page) {
        // A logout leads to the login page too.
        for method in methods.split(", ").filter(|_| path != "/logout") {
            let request = Request::builder()
                .method(method)
                .uri(path.replace("{id}", "0198c1f0-a3e5-7bd2-8000-000000000001"))
                .header("accept", "text/html")
                .header("content-type", FORM);
            let request = request.body(Body::empty()).unwrap();
            let answer = site.browser().send(request).await;
            let is_for_users =
                answer.status == 303 && answer.header("location").starts_with("/login");
            assert_eq!(is_for_users, whom.starts_with("users"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn documented_routes_for_recent_logins_lead_other_users_to_reauthentication() {
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/reference/routes.md"
    );
    let page = std::fs::read_to_string(page).unwrap();
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(std::time::Duration::from_secs(11 * 60));
    for [path, methods, whom] in rows(&page) {
        for method in methods.split(", ").filter(|_| path != "/logout") {
            let request = Request::builder()
                .method(method)
                .uri(path.replace("{id}", "0198c1f0-a3e5-7bd2-8000-000000000001"))
                .header("accept", "text/html")
                .header("content-type", FORM);
            let request = request.body(Body::empty()).unwrap();
            let answer = browser.send(request).await;
            let is_asked =
                answer.status == 303 && answer.header("location").starts_with("/confirm-password");
            assert_eq!(
                is_asked,
                whom == "users with a recent login",
                "{method} {path}"
            );
        }
    }
}
