use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, Method, header};
use axum::response::Response;
use tokio::time::{Instant, sleep_until};
use vestibule_web::RetryLater;

/// Rejections per second, over all connections, above which the server delays clients. This many take a
/// few hundredths of a core; ordinary clients are far below.
const MANY: u32 = 100;
const SECOND: Duration = Duration::from_secs(1);
/// The longest delay, even if the response had a longer `Retry-After`.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How many were refused of late, over all connections.
#[derive(Clone)]
pub(super) struct Overload(Arc<Mutex<(Instant, u32)>>);

impl Overload {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new((Instant::now(), 0))))
    }

    /// Counts a rejection, and returns whether there are too many.
    fn refused(&self) -> bool {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.0.elapsed() >= SECOND {
            *counted = (Instant::now(), 0);
        }
        counted.1 += 1;
        counted.1 > MANY
    }
}

/// What one connection has to wait for.
///
/// A refusal is given at once, and says when to come again. In a flood thousands answer it with
/// the next try, again and again, and would have nearly all of a core for being refused: neither
/// pages nor logins would get much of it. So in a rush the next form on such a connection
/// waits; its pages do not.
pub(super) struct Pause {
    overload: Overload,
    until: Mutex<Option<Instant>>,
}

impl Pause {
    pub(super) fn new(overload: Overload) -> Self {
        let until = Mutex::default();
        Self { overload, until }
    }

    /// Begins with an answer that tells to come later.
    pub(super) fn after(&self, response: &Response) {
        let is_refusal = response.extensions().get::<RetryLater>().is_some();
        if is_refusal && self.overload.refused() {
            let end = Instant::now() + retry_after(response.headers()).min(LONGEST_WAIT);
            *self.until.lock().unwrap_or_else(PoisonError::into_inner) = Some(end);
        }
    }

    /// Delays the request while the server is overloaded.
    pub(super) async fn before(&self, method: &Method) {
        if method.is_safe() {
            return;
        }
        let end = self
            .until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(end) = end {
            sleep_until(end).await;
        }
    }
}

fn retry_after(headers: &HeaderMap) -> Duration {
    let seconds = headers.get(header::RETRY_AFTER);
    let seconds = seconds.and_then(|value| value.to_str().ok()?.parse().ok());
    seconds.map_or(Duration::ZERO, Duration::from_secs)
}
