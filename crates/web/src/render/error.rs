use std::{any::Any, borrow::Cow, error::Error, sync::Arc, time::Duration};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use vestibule_domain::{HashingError, TooManyAttempts, Unavailable};
use vestibule_templates::Message;

use crate::{
    http::{bearer::CHALLENGE, measure::Limit, misplaced::AddedAfterMount},
    input::errors::InputErrors,
};

/// A database that does not answer is asked again after this time.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// The error of a handler: a status, and the cause for the log.
///
/// The user sees an error page for the status. The cause is logged once, with the request id that the
/// page shows. As a response it has no body: [`Vestibule::mount`](crate::Vestibule::mount) adds a page,
/// or a problem document (RFC 9457) for API clients, to every error without a body, also to those of the
/// application.
///
/// # Examples
///
/// ```
/// use axum::extract::Path;
/// use vestibule_web::{CurrentUser, WebError};
///
/// async fn invoice(user: CurrentUser, Path(number): Path<u32>) -> Result<String, WebError> {
///     # fn find(_: u32) -> std::io::Result<Option<(vestibule_domain::UserId, String)>> { Ok(None) }
///     let found = find(number).map_err(WebError::internal)?; // 500, and the cause in the log
///     let (owner, text) = found.ok_or_else(WebError::not_found)?; // 404
///     match owner == user.id {
///         true => Ok(text),
///         false => Err(WebError::not_found()),
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct WebError {
    status: StatusCode,
    retry_after: Option<Duration>,
    detail: Option<Cow<'static, str>>,
    code: Option<&'static str>,
    errors: InputErrors,
    cause: Option<Arc<dyn Error + Send + Sync>>,
    /// Nothing gives it a page.
    is_out_of_reach: bool,
}

impl WebError {
    /// Returns 404: the page does not exist.
    pub fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    /// Returns 403: the request is refused.
    pub fn forbidden() -> Self {
        Self::status(StatusCode::FORBIDDEN)
    }

    /// The request is not authenticated (401).
    pub(crate) fn unauthenticated() -> Self {
        Self::status(StatusCode::UNAUTHORIZED)
    }

    /// It was there once.
    pub(crate) fn gone() -> Self {
        Self::status(StatusCode::GONE)
    }

    /// What is there is in the way.
    pub(crate) fn conflict() -> Self {
        Self::status(StatusCode::CONFLICT)
    }

    /// Returns 500, with a cause for the log.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let cause = Some(Arc::from(cause.into()));
        Self {
            cause,
            ..Self::status(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }

    /// Returns an error with this status, which the log does not mention.
    pub fn status(status: StatusCode) -> Self {
        Self {
            status,
            retry_after: None,
            detail: None,
            code: None,
            errors: InputErrors::default(),
            cause: None,
            is_out_of_reach: false,
        }
    }

    /// An error of the application where no middleware of Vestibule logs it or adds a page.
    pub(crate) fn out_of_reach(cause: AddedAfterMount) -> Self {
        Self {
            is_out_of_reach: true,
            ..Self::internal(cause)
        }
    }

    /// Returns 503 with `Retry-After`: a service that the handler needs does not answer.
    pub fn unavailable(
        retry_after: Duration,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            retry_after: Some(retry_after),
            cause: Some(Arc::from(cause.into())),
            ..Self::status(StatusCode::SERVICE_UNAVAILABLE)
        }
    }

    /// Too many others are served now. Nothing broke, and the log hears nothing of it.
    pub(crate) fn busy(retry_after: Duration) -> Self {
        Self {
            retry_after: Some(retry_after),
            ..Self::status(StatusCode::SERVICE_UNAVAILABLE)
        }
    }

    /// Counts a rate limit of an account for the metrics, where it is one.
    pub(crate) fn counted(self) -> Self {
        if self.is_limit() {
            Limit::Account.count();
        }
        self
    }

    /// What to say on the page of the form: to wait, where that helps, else that it `failed`.
    pub(crate) fn alert(&self, failed: Message) -> Message {
        match self.retry_after {
            Some(wait) if self.is_limit() => wait_for(wait),
            _ => failed,
        }
    }

    /// Whether a rate limit of attempts is used up.
    pub(crate) fn is_limit(&self) -> bool {
        self.status == StatusCode::TOO_MANY_REQUESTS
    }

    /// Tells a program what to do about it (RFC 9457, 3.1.4).
    pub(crate) fn with_detail(self, detail: impl Into<Cow<'static, str>>) -> Self {
        let detail = Some(detail.into());
        Self { detail, ..self }
    }

    pub(crate) fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// Names what a program can do something about.
    pub(crate) fn with_code(self, code: &'static str) -> Self {
        let code = Some(code);
        Self { code, ..self }
    }

    pub(crate) fn code(&self) -> Option<&'static str> {
        self.code
    }

    pub(crate) fn errors(&self) -> &InputErrors {
        &self.errors
    }

    pub(crate) fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.cause.as_deref()
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = match self.cause() {
            // In a debug build the developer sees the cause.
            Some(cause) if self.is_out_of_reach && cfg!(debug_assertions) => {
                (self.status, cause.to_string()).into_response()
            }
            _ => self.status.into_response(),
        };
        if let Some(wait) = self.retry_after {
            let seconds = HeaderValue::from(wait.as_secs().max(1));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, CHALLENGE);
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<InputErrors> for WebError {
    /// Errors in the body of an API request.
    fn from(errors: InputErrors) -> Self {
        Self {
            errors,
            ..Self::status(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

impl From<Unavailable> for WebError {
    fn from(cause: Unavailable) -> Self {
        Self::unavailable(RETRY_AFTER, cause)
    }
}

impl From<Arc<Unavailable>> for WebError {
    fn from(cause: Arc<Unavailable>) -> Self {
        Self {
            cause: Some(cause),
            ..Self::unavailable(RETRY_AFTER, "")
        }
    }
}

impl From<TooManyAttempts> for WebError {
    /// It is not a failure of the server, and not logged each time: in a flood that would be a flood of
    /// log lines.
    fn from(error: TooManyAttempts) -> Self {
        Self {
            retry_after: Some(error.retry_after),
            ..Self::status(StatusCode::TOO_MANY_REQUESTS)
        }
    }
}

impl From<HashingError> for WebError {
    fn from(error: HashingError) -> Self {
        match error {
            // Nothing broke: it is the queue's end doing its work. A line in the log for each of
            // a flood's requests would be a flood of its own.
            HashingError::Busy { retry_after } => Self::busy(retry_after),
            HashingError::Unavailable(unavailable) => unavailable.into(),
            other => Self::internal(other),
        }
    }
}

impl From<vestibule_templates::TemplateError> for WebError {
    fn from(error: vestibule_templates::TemplateError) -> Self {
        Self::internal(error)
    }
}

fn wait_for(wait: Duration) -> Message {
    let minutes = i64::try_from(wait.as_secs().div_ceil(60)).unwrap_or(i64::MAX);
    Message::new("too-many-attempts").with("minutes", minutes)
}

/// The last resort (OWASP ASVS 5.0, 16.5.4): a handler that panics ends its request, not the
/// process.
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let message = panic.downcast_ref::<&str>().map(ToString::to_string);
    let message = message.or_else(|| panic.downcast_ref::<String>().cloned());
    WebError::internal(format!("panic: {}", message.unwrap_or_default())).into_response()
}
