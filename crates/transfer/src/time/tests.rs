use proptest::prelude::*;

use super::*;

/// 2026-01-31T12:00:00Z
const NOON: i64 = 1_769_860_800;

fn seconds(text: &str) -> Option<i64> {
    read(text).map(Timestamp::unix_seconds)
}

#[test]
fn time_formats_of_databases_and_other_products_are_parsed() {
    for text in [
        "1769860800",
        "1769860800.9",
        "1769860800.000000",
        "1769860800123",   // Keycloak, Firebase, JavaScript
        "1769860800123.0", // the same through a floating-point number
        "2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z",
        "2026-01-31T13:00:00+01:00",
        "2026-01-31T12:00:00.123Z",          // JavaScript
        "2026-01-31T12:00:00.1234567+00:00", // .NET
        "2026-01-31T12:00:00.123456789Z",    // Go
        "2026-01-31 12:00:00+00",            // psql
        "2026-01-31 12:00:00.123456+00",     // psql
        "2026-01-31 17:30:00+05:30",         // psql
        "2026-01-31 08:30:00-03:30",         // psql
        "2026-01-31 12:19:32+00:19:32",      // psql, an old local time
        "2026-01-31 12:00:00",               // MariaDB, SQLite
        "2026-01-31 12:00:00.123",           // MariaDB, SQLite
        "2026-01-31 12:00",                  // SQLite
        "2026-01-31T12:00:00",               // ISO 8601
        "2026-01-31T12:00",                  // ISO 8601
        "2026-01-31T12:00:00,5",             // ISO 8601
        "2026-01-31T12:00:00+0000",          // ISO 8601
        "2026-01-31 12:00:00 UTC",           // Ruby, BigQuery
        "2026-01-31 12:00:00 +0000",         // Ruby
        "2026-01-31 13:00:00 +0100",         // git
        "2026-01-31 12:00:00.123 +0000 UTC", // Go
        "2026-01-31 12:00:00Z",
    ] {
        assert_eq!(seconds(text), Some(NOON), "{text}");
    }
    assert_eq!(seconds("2026-01-31"), Some(NOON - 12 * 60 * 60));
    assert_eq!(
        seconds("1999-12-31T23:59:60Z"),
        seconds("1999-12-31T23:59:59Z")
    );
}

#[test]
fn time_outside_of_1970_to_9999_is_refused() {
    for text in [
        "",
        "yesterday",
        "-1",
        "-1.5",
        "1.",
        "1e9",
        "0x10",
        "NaN",
        "Infinity",
        "infinity",
        "NULL",
        "1690887741455000", // microseconds
        "253402300800000",  // milliseconds of the year 10000
        "9223372036854775807",
        "-9223372036854775808",
        "92233720368547758070",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "1970-01-01 00:00:00+01",
        "9999-12-31T23:59:59-01:00",
        "10000-01-01T00:00:00Z",
        "-2026-01-31T12:00:00Z",
        "2026-02-29",
        "2026-13-01",
        "2026-01-31 24:00:00",
        "2026-01-31 12:60:00",
        "2026-01-31 12:00:00+26:00",
        "2026-01-31 12:00:00 CET",
        "2026-01-31 12:00:00 BC",
        "2026-01-31T12:00:00ZZ",
        "2026-01-31T",
        "2026-01-31T12Z",
        "31.01.2026",
        "01/31/2026",
    ] {
        assert_eq!(seconds(text), None, "{text}");
    }
}

#[test]
fn earliest_and_latest_times_are_parsed() {
    let last = Timestamp::MAX.unix_seconds();
    for (text, expected) in [
        ("0", 0),
        ("1970-01-01 00:00:00", 0),
        ("9999-12-31 23:59:59+00", last),
        ("253402300799", last),
        ("253402300800", 253_402_300), // from here on, milliseconds
        ("253402300799999", last),
    ] {
        assert_eq!(seconds(text), Some(expected), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_time_is_parsed_it_round_trips(
        text in prop_oneof![
            any::<i64>().prop_map(|number| number.to_string()),
            "[0-9]{1,16}(\\.[0-9]{0,3})?",
            "[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,12})?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?",
            any::<String>(),
        ],
    ) {
        if let Some(time) = read(&text) {
            let written = to_rfc3339(time);
            prop_assert!(written.ends_with('Z'), "{}", written);
            prop_assert_eq!(read(&written), Some(time), "{}", written);
        }
    }
}
