use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::rt::{Sleep, Timer};
use tokio::sync::watch;
use tokio::time;

use super::Limits;
use super::occupancy::OccupancyLevel;

/// A request that is on its way when the server ends, or when others wait for the place, has
/// this long to arrive.
pub(super) const LAST_CALL: Duration = Duration::from_secs(1);

/// One connection's timer.
///
/// hyper asks a timer for one thing only: to end the wait for the head of a request, which
/// begins with the connection and after each answer. So this is the place to give the two
/// waits their own limits, where hyper knows one, and to end them when the server ends,
/// where hyper closes idle connections but waits for the rest of half a head, and when
/// others wait for the place.
pub(super) struct HeadTimer {
    head: Duration,
    keep_alive: Duration,
    is_first: AtomicBool,
    mood: watch::Receiver<OccupancyLevel>,
}

impl HeadTimer {
    pub(super) fn new(limits: &Limits, mood: watch::Receiver<OccupancyLevel>) -> Self {
        Self {
            head: limits.head,
            keep_alive: limits.keep_alive,
            is_first: AtomicBool::new(true),
            mood,
        }
    }
}

impl Timer for HeadTimer {
    fn sleep(&self, _: Duration) -> Pin<Box<dyn Sleep>> {
        let limit = match self.is_first.swap(false, Ordering::Relaxed) {
            true => self.head,
            false => self.keep_alive,
        };
        Box::pin(HeadWait {
            sleep: time::sleep(limit),
            mood: self.mood.clone(),
            called: false,
        })
    }

    fn sleep_until(&self, _: Instant) -> Pin<Box<dyn Sleep>> {
        self.sleep(self.head)
    }
}

pin_project_lite::pin_project! {
    struct HeadWait {
        #[pin]
        sleep: time::Sleep,
        mood: watch::Receiver<OccupancyLevel>,
        called: bool,
    }
}

impl Future for HeadWait {
    type Output = ();

    /// hyper polls it while a head is incomplete, and no more once it has closed the
    /// connection: an answer that is still being written is not cut off by the last call.
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        if !*this.called && *this.mood.borrow() != OccupancyLevel::Open {
            *this.called = true;
            let last_call = time::Instant::now() + LAST_CALL;
            let deadline = this.sleep.deadline().min(last_call);
            this.sleep.as_mut().reset(deadline);
        }
        this.sleep.poll(context)
    }
}

impl Sleep for HeadWait {}
