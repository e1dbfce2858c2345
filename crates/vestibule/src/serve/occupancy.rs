use tokio::sync::watch;

/// What the connections have to know of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
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
    mood: watch::Sender<Mood>,
}

impl Occupancy {
    pub(super) fn new(places: usize) -> Self {
        let mood = watch::Sender::new(Mood::Open);
        Self { places, mood }
    }

    pub(super) fn mood(&self) -> watch::Receiver<Mood> {
        self.mood.subscribe()
    }

    /// So many places are taken now.
    pub(super) fn is(&self, taken: usize) {
        self.mood.send_if_modified(|mood| match mood {
            Mood::Open if taken >= self.places => {
                *mood = Mood::Full;
                true
            }
            // Not with the next place that is free: each change wakes everybody. That it is
            // over wakes nobody.
            Mood::Full if taken <= self.places - self.places.div_ceil(10) => {
                *mood = Mood::Open;
                false
            }
            _ => false,
        });
    }

    pub(super) fn end(&self) {
        self.mood.send_replace(Mood::Ending);
    }
}
