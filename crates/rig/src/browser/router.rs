use std::net::SocketAddr;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderValue, Request, header},
};
use tower::ServiceExt;

use super::{Answer, Browser, encoded};

/// An application without a server.
#[derive(Clone)]
pub struct App {
    router: Router,
    /// Where the browser connects from, if the application is to know.
    pub peer: Option<SocketAddr>,
}

impl App {
    /// Takes the router of an application.
    pub fn new(router: &Router) -> Self {
        Self {
            router: router.clone(),
            peer: None,
        }
    }
}

/// Without a server.
impl Browser<App> {
    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends a form from a page of the site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(encoded(fields).into()).unwrap())
            .await
    }

    /// Sends a request as it is, but for the cookies and what every browser sends.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if let Some(peer) = self.target.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let headers = request.headers_mut();
        headers
            .entry(header::ACCEPT)
            .or_insert(HeaderValue::from_static("text/html,*/*;q=0.8"));
        headers
            .entry(header::HOST)
            .or_insert(HeaderValue::from_static("shop.test"));
        if !self.languages.is_empty() {
            let languages = HeaderValue::from_bytes(self.languages.as_bytes());
            headers.insert(header::ACCEPT_LANGUAGE, languages.unwrap());
        }
        if let Some(cookies) = self.cookie_line() {
            headers.insert(header::COOKIE, cookies.parse().unwrap());
        }
        let response = self.target.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = str::from_utf8(&body).unwrap();
        let answer = Answer::new(parts.status, parts.headers, body);
        self.keep_cookies(&answer);
        answer
    }
}
