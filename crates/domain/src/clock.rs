use std::time::Duration;

use async_trait::async_trait;

/// An instant in UTC, to the second, from the year 1 to the end of the year 9999.
///
/// Seconds since 1970 are the same number on every database, they sort, and no
/// time zone can be lost on the way.
///
/// Every value can be written as a date: pages, emails and the API never fail because of a
/// time. A number outside the range becomes the nearest end of the range, also where a row of
/// a table has it and where a duration is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    const MIN_SECONDS: i64 = -62_135_596_800;
    const MAX_SECONDS: i64 = 253_402_300_799;
    /// The earliest instant: 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self(Self::MIN_SECONDS);
    /// The latest instant: 9999-12-31T23:59:59Z.
    pub const MAX: Self = Self(Self::MAX_SECONDS);

    /// Returns the instant that many seconds after 1970-01-01T00:00:00Z, or the nearest of
    /// [`Timestamp::MIN`] and [`Timestamp::MAX`] where the number is outside their range.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        match seconds {
            ..Self::MIN_SECONDS => Self::MIN,
            Self::MAX_SECONDS.. => Self::MAX,
            seconds => Self(seconds),
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The time from `earlier` to this instant; zero if `earlier` is later, as after a
    /// clock that was set back.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_secs(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

impl std::ops::Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self::from_unix_seconds(self.0.saturating_add_unsigned(duration.as_secs()))
    }
}

impl std::ops::Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self::from_unix_seconds(self.0.saturating_sub_unsigned(duration.as_secs()))
    }
}

/// Port: the time, and waiting. `SystemClock` of `vestibule-system` is the real one, and `ManualClock` of
/// `vestibule-memory` one for tests.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Returns the current time. An adapter MUST return UTC; the time MAY go back, as real clocks do.
    fn now(&self) -> Timestamp;

    /// Waits before a unit of work is repeated after a conflict, without blocking the thread.
    async fn sleep(&self, duration: Duration);
}
