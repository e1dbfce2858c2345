//! Every instant can be formatted as a date.

use std::time::Duration;

use vestibule_domain::Timestamp;

const ENDS: [(i64, Timestamp); 2] = [(i64::MIN, Timestamp::MIN), (i64::MAX, Timestamp::MAX)];

#[test]
fn out_of_range_timestamp_is_clamped() {
    for (seconds, end) in ENDS {
        assert_eq!(Timestamp::from_unix_seconds(seconds), end);
        let beyond = end.unix_seconds() + seconds.signum();
        assert_eq!(Timestamp::from_unix_seconds(beyond), end);
        let inside = end.unix_seconds() - seconds.signum();
        assert_eq!(Timestamp::from_unix_seconds(inside).unix_seconds(), inside);
    }
}

#[test]
fn adding_a_duration_saturates_at_the_range() {
    for duration in [Duration::from_secs(1), Duration::MAX] {
        assert_eq!(Timestamp::MAX + duration, Timestamp::MAX);
        assert_eq!(Timestamp::MIN - duration, Timestamp::MIN);
    }
}
