/// The measurements of all rounds.
#[derive(Clone, Default)]
pub(crate) struct Rounds(pub(crate) Vec<f64>);

impl Rounds {
    pub(crate) fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let (half, odd) = (sorted.len() / 2, sorted.len() % 2 == 1);
        match odd {
            true => sorted[half],
            false => f64::midpoint(sorted[half - 1], sorted[half]),
        }
    }

    pub(crate) fn least(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }

    pub(crate) fn most(&self) -> f64 {
        self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// The ratio of each round to another measurement in the same round.
    pub(crate) fn over(&self, baseline: &Self) -> Self {
        let pairs = self.0.iter().zip(&baseline.0);
        Self(pairs.map(|(own, other)| own / other).collect())
    }
}
