use tokio::sync::watch;

/// What the connections have to know of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OccupancyLevel {
    /// There are places left.
    Open,
    /// All places are taken, and others may wait for one.
    Full,
    /// The server ends.
    Ending,
}

/// How many places are taken, as far as it concerns those who have one.
pub(super) struct Occupancy {
    places: usize,
    mood: watch::Sender<OccupancyLevel>,
}

impl Occupancy {
    pub(super) fn new(places: usize) -> Self {
        let mood = watch::Sender::new(OccupancyLevel::Open);
        Self { places, mood }
    }

    pub(super) fn mood(&self) -> watch::Receiver<OccupancyLevel> {
        self.mood.subscribe()
    }

    /// So many places are taken now.
    pub(super) fn is(&self, taken: usize) {
        self.mood.send_if_modified(|mood| match mood {
            OccupancyLevel::Open if taken >= self.places => {
                *mood = OccupancyLevel::Full;
                true
            }
            // Not at the first free place: each change wakes all connections. The end of the
            // full state wakes none.
            OccupancyLevel::Full if taken <= self.places - self.places.div_ceil(10) => {
                *mood = OccupancyLevel::Open;
                false
            }
            _ => false,
        });
    }

    pub(super) fn end(&self) {
        self.mood.send_replace(OccupancyLevel::Ending);
    }
}
