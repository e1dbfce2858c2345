use axum::{
    Router,
    http::HeaderMap,
    response::Html,
    routing::{get, post},
};
use tokio::net::TcpListener;

/// Another web site: one page, and `POST /echo`, which returns the origin that the browser sent.
pub(crate) struct Elsewhere {
    port: u16,
}

impl Elsewhere {
    pub(crate) async fn publish(page: impl Into<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        // A missing icon would be an error in the console.
        let page = format!("<link rel=icon href=data:,>{}", page.into());
        let site = Router::new()
            .route("/", get(Html(page)))
            .route("/echo", post(echo));
        tokio::spawn(axum::serve(listener, site).into_future());
        Self { port }
    }

    /// Its URL under a host name of this machine.
    pub(crate) fn address_at(&self, host: &str) -> String {
        format!("http://{host}:{}", self.port)
    }
}

async fn echo(headers: HeaderMap) -> String {
    format!("{:?}", headers.get("sec-fetch-site"))
}
