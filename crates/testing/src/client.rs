use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, header},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;
use vestibule_domain::{
    self as domain, AuthService, EmailAddress, Login, PlainPassword, SessionRequest,
};
use vestibule_memory::ManualClock;
use vestibule_web::Vestibule;

use super::{Answer, cookies::Cookies};

/// A browser of a test. It sends requests to the router without a server, keeps cookies until they
/// expire, and sends the headers of browsers. It follows no redirect, so that a test sees each step.
///
/// # Examples
///
/// ```
/// # use axum::{Router, routing::get};
/// # use vestibule::{Builder, StartError};
/// # async fn shop(builder: Builder) -> Result<Router, StartError> {
/// #     Ok(builder.build().await?.mount(Router::new()))
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let site = vestibule::test::site(shop).await;
/// let mut bob = site.visitor();
/// let form = [("email", "bob@example.com"), ("password", "not that")];
/// let answer = bob.post("/login", &form).await;
/// assert_eq!(answer.status(), 422);
/// # }
/// ```
pub struct Client {
    app: Router,
    clock: Arc<ManualClock>,
    address: IpAddr,
    cookies: Cookies,
}

impl Client {
    pub(super) fn new(app: Router, clock: Arc<ManualClock>, address: IpAddr) -> Self {
        Self {
            app,
            clock,
            address,
            cookies: Cookies::default(),
        }
    }

    /// Sends a GET request.
    ///
    /// # Panics
    ///
    /// The path is not a valid URI, or the body of the answer fails.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a path"))
            .await
    }

    /// Sends a POST request with a form, as a page of this site does.
    ///
    /// # Panics
    ///
    /// The path is not a valid URI, or the body of the answer fails.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = serde_urlencoded::to_string(fields).expect("pairs are a form");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form));
        self.send(request.expect("a path")).await
    }

    /// Sends a request unchanged, with the cookies, and with `Accept` and `Host` if it has none. Use it
    /// for JSON with a bearer token, for a file, or for a request of another site.
    ///
    /// # Panics
    ///
    /// The body of the answer fails.
    pub async fn send<B: Into<Body>>(&mut self, request: Request<B>) -> Answer {
        let mut request = request.map(Into::into);
        let headers = request.headers_mut();
        let every = [
            (header::HOST, "localhost"),
            (header::ACCEPT, "text/html,*/*;q=0.8"),
        ];
        for (name, value) in every {
            let value = header::HeaderValue::from_static(value);
            headers.entry(name).or_insert(value);
        }
        if let Some(cookies) = self.cookies.line(&*self.clock) {
            headers.insert(header::COOKIE, cookies);
        }
        let peer = SocketAddr::new(self.address, 50_000);
        request.extensions_mut().insert(ConnectInfo(peer));
        let Ok(response) = self.app.clone().oneshot(request).await;
        self.receive(response).await
    }

    /// Logs in through the domain, and not through the page: the application may have its own login page.
    pub(super) async fn log_in(
        &mut self,
        vestibule: &Vestibule,
        email: EmailAddress,
        password: &str,
    ) {
        let request = SessionRequest {
            client: domain::Client::new(Some(self.address), None),
            ..SessionRequest::default()
        };
        let accounts = vestibule.accounts();
        let logged_in = accounts.log_in(
            email.clone(),
            PlainPassword::new(password.to_owned()),
            request,
        );
        match logged_in.await {
            Ok(Login::LoggedIn(logged_in)) => {
                let session = (vestibule.start_session(&logged_in), ()).into_response();
                self.receive(session).await;
            }
            Ok(Login::Pending(_)) => panic!("{email} cannot log in without a further step"),
            Err(error) => panic!("{email} cannot log in: {error}"),
        }
    }

    async fn receive(&mut self, response: Response) -> Answer {
        let (parts, body) = response.into_parts();
        self.cookies.keep(&parts.headers, &*self.clock);
        let body = to_bytes(body, usize::MAX).await;
        Answer::new(parts, body.expect("the answer is whole"))
    }
}
