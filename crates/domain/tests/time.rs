//! Every instant can be formatted as a date.

use std::time::Duration;

use vestibule_domain::Timestamp;

const ENDS: [(i64, Timestamp); 2] = [(i64::MIN, Timestamp::MIN), (i64::MAX, Timestamp::MAX)];

#[test]
fn a_number_outside_the_range_becomes_the_nearest_end() {
    for (seconds, end) in ENDS {
        assert_eq!(Timestamp::from_unix_seconds(seconds), end);
        let beyond = end.unix_seconds() + seconds.signum();
        assert_eq!(Timestamp::from_unix_seconds(beyond), end);
        let inside = end.unix_seconds() - seconds.signum();
        assert_eq!(Timestamp::from_unix_seconds(inside).unix_seconds(), inside);
    }
}

#[test]
fn no_duration_leads_outside_the_range() {
    for duration in [Duration::from_secs(1), Duration::MAX] {
        assert_eq!(Timestamp::MAX + duration, Timestamp::MAX);
        assert_eq!(Timestamp::MIN - duration, Timestamp::MIN);
    }
}
