use std::{
    collections::BTreeSet,
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use axum::{Router, body::Body, http::Request, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tower::ServiceExt;

use super::fixture::{Choices, Site};

/// A recorder that counts only the requests of this test, because it works on one thread.
fn recorder() -> (metrics::LocalRecorderGuard<'static>, PrometheusHandle) {
    let recorder = Box::leak(Box::new(PrometheusBuilder::new().build_recorder()));
    let handle = recorder.handle();
    (metrics::set_default_local_recorder(recorder), handle)
}

/// The series without their values.
fn rows(handle: &PrometheusHandle) -> BTreeSet<String> {
    let page = handle.render();
    let rows = page.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| Some(row.rsplit_once(' ')?.0.to_owned()))
        .collect()
}

/// Each request has a new value in everything that a client chooses.
async fn scan(site: &Site, times: u32) {
    const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];
    let random = RandomState::new();
    for number in 0..times {
        let word = format!("scan{:x}", random.hash_one(number));
        let path = match number % 4 {
            0 => format!("/{word}"),
            1 => format!("/{word}/{word}?{word}"),
            2 => format!("/settings/sessions/{word}/revoke"),
            _ => format!("/assets/{word}.css"),
        };
        let known = METHODS.get((number / 4 % 8) as usize).copied();
        let request = Request::builder()
            .method(known.unwrap_or(&word))
            .uri(path)
            .header("host", &word)
            .header("user-agent", &word)
            .header("x-request-id", &word)
            .body(Body::empty());
        let answer = site.app.clone().oneshot(request.unwrap()).await.unwrap();
        assert!(answer.status().is_client_error(), "{answer:?}");
    }
}

#[tokio::test]
async fn unmatched_paths_add_one_metric_row_per_method() {
    let (_guard, handle) = recorder();
    let site = Site::new();
    scan(&site, 1_000).await;
    let seen = rows(&handle);
    scan(&site, 1_000).await;
    assert_eq!(rows(&handle), seen);
    let row = "vestibule_http_requests_total{method=\"other\",route=\"unmatched\",status=\"404\"}";
    assert!(seen.contains(row), "{seen:#?}");
    assert!(seen.iter().all(|row| !row.contains("scan")), "{seen:#?}");
    let requests = seen.iter().filter(|row| row.contains("requests_total"));
    assert!(requests.count() <= 3 * 7 * 2, "{seen:#?}");
}

#[tokio::test]
async fn application_route_is_counted_by_its_pattern() {
    let (_guard, handle) = recorder();
    let host = Router::new()
        .route("/basket/{id}", get("a basket"))
        .nest("/api", Router::new().route("/v1/{thing}", get("a thing")));
    let site = Site::mounted(Choices::default(), host);
    site.browser().get("/basket/17").await.has_status(200);
    site.browser().get("/api/v1/spoon").await.has_status(200);
    for route in ["/basket/{id}", "/api/v1/{thing}"] {
        let row = format!(
            "vestibule_http_requests_total{{method=\"GET\",route=\"{route}\",status=\"200\"}}"
        );
        assert!(rows(&handle).contains(&row), "{:#?}", rows(&handle));
    }
}

#[tokio::test]
async fn disconnected_client_is_counted() {
    let (_guard, handle) = recorder();
    let host = Router::new().route("/slow", get(std::future::pending::<String>));
    let site = Site::mounted(Choices::default(), host);
    let mut browser = site.browser();
    let given_up = tokio::time::timeout(Duration::from_millis(10), browser.get("/slow")).await;
    assert!(given_up.is_err());
    let row = "vestibule_http_requests_total{method=\"GET\",route=\"/slow\",status=\"hung_up\"}";
    assert!(rows(&handle).contains(row), "{:#?}", rows(&handle));
}
