use std::{fmt, time::Duration};

/// Latencies.
#[derive(Clone, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

/// The median, the 99th percentile and the maximum, in milliseconds.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sorted = self.0.clone();
        sorted.sort();
        let Some(last) = sorted.len().checked_sub(1) else {
            return write!(f, "{:>8} {:>8} {:>8} {:>7}", "-", "-", "-", 0);
        };
        let at = |percent: usize| sorted[last * percent / 100].as_secs_f64() * 1e3;
        let (half, most, all) = (at(50), at(99), at(100));
        write!(f, "{half:>8.2} {most:>8.2} {all:>8.2} {:>7}", last + 1)
    }
}
