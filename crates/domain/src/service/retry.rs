use std::{pin::Pin, time::Duration};

use tracing::Instrument;

use super::{Accounts, MayConflict};

/// Tries in all. A deadlock has one survivor at least, so each try thins the crowd.
const TRIES: u32 = 4;
/// The longest pause before the second try; it doubles with each further one.
const PAUSE: Duration = Duration::from_millis(20);

/// One try of a unit of work.
type Attempt<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

impl Accounts {
    /// Runs a unit of work of an operation, and again, as a whole, where it failed only because of
    /// another one: a deadlock, a serialization failure, a certification conflict of a cluster.
    ///
    /// What the operation verified, hashed and counted before is not repeated: the statements of the
    /// unit themselves demand that it still holds.
    pub(crate) async fn unit<'a, T, E: MayConflict>(
        &self,
        operation: &'static str,
        unit: impl Fn() -> Attempt<'a, T, E> + Send,
    ) -> Result<T, E> {
        let span = tracing::debug_span!("operation", name = operation);
        for tried in 0..TRIES - 1 {
            match unit().instrument(span.clone()).await {
                Err(error) if error.is_conflict() => self.pause(PAUSE * (1 << tried)).await,
                done => return done,
            }
        }
        unit().instrument(span).await
    }

    /// A pause of a random length: two that collided would collide again after equal ones.
    async fn pause(&self, longest: Duration) {
        let mut byte = [u8::MAX];
        // Without random numbers it is the longest pause; nothing else depends on them here.
        let _ = self.ports.random.fill(&mut byte);
        let part = f64::from(byte[0]) / f64::from(u8::MAX);
        self.ports.clock.sleep(longest.mul_f64(part)).await;
    }
}
