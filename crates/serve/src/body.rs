use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::BoxError;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

/// What a byte makes up for: at 1,000 bytes per second a client may go on for ever.
const EARNED_BY_A_BYTE: Duration = Duration::from_millis(1);

/// A request body whose client must keep sending.
///
/// Only the time counts in which the server waits for the client, not that between two reads of the
/// handler. The wait uses up a balance that begins full and that received bytes refill up to its start:
/// a fast start does not allow a long pause.
pub(super) struct TimedBody {
    body: Incoming,
    full: Duration,
    left: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    stalled: Arc<AtomicBool>,
}

impl TimedBody {
    /// Waits `timeout` in all; sets `stalled` when that is used up.
    pub(super) fn new(body: Incoming, timeout: Duration, stalled: Arc<AtomicBool>) -> Self {
        Self {
            body,
            full: timeout,
            left: timeout,
            waiting: None,
            stalled,
        }
    }
}

impl Body for TimedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            if let Some(waited) = this.waiting.take() {
                this.left = waited.deadline().saturating_duration_since(Instant::now());
            }
            if let Some(Ok(frame)) = &frame {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                let earned = EARNED_BY_A_BYTE * u32::try_from(bytes).unwrap_or(u32::MAX);
                this.left = this.full.min(this.left + earned);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(BoxError::from)));
        }
        let left = this.left;
        let waiting = this.waiting.get_or_insert_with(|| Box::pin(sleep(left)));
        ready!(waiting.as_mut().poll(context));
        this.stalled.store(true, Ordering::Relaxed);
        let stalled = io::Error::new(io::ErrorKind::TimedOut, "the body came too slowly");
        Poll::Ready(Some(Err(stalled.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
