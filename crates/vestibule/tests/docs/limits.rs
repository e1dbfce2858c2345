//! docs/reference/limits.md has the values of the code: each row of its tables names where its value
//! is defined.

use crate::{document, in_backquotes};

/// The value of an expression: a number, or a time in milliseconds. It knows products, durations and
/// other constants of the file.
fn value(expression: &str, source: &str) -> u64 {
    let expression = expression.trim();
    if let Some((number, times)) = expression
        .strip_suffix(')')
        .and_then(|rest| rest.split_once(".saturating_mul("))
    {
        return value(number, source) * value(times, source);
    }
    for (unit, milliseconds) in [
        ("Duration::from_millis(", 1),
        ("Duration::from_secs(", 1_000),
        ("time::Duration::days(", 86_400_000),
    ] {
        let rest = expression.strip_prefix(unit);
        if let Some(amount) = rest.and_then(|rest| rest.strip_suffix(')')) {
            return value(amount, source) * milliseconds;
        }
    }
    if let Some((left, right)) = expression.split_once(" * ") {
        return value(left, source) * value(right, source);
    }
    match expression.replace('_', "").parse() {
        Ok(number) => number,
        Err(_) => defined(expression, source),
    }
}

/// The value of a constant, of a field of a default, or of an arm of a match.
fn defined(name: &str, source: &str) -> u64 {
    let constant = format!("const {name}: ");
    if let Some((_, rest)) = source.split_once(&constant) {
        let (_, rest) = rest.split_once("= ").unwrap();
        return value(rest.split(';').next().unwrap(), source);
    }
    let defaults = source.split("fn default() -> Self {").skip(1);
    let mut fields = defaults.flat_map(|default| default.lines());
    let field = fields.find_map(|line| line.trim().strip_prefix(&format!("{name}: ")));
    if let Some(field) = field {
        return value(field.trim_end_matches(','), source);
    }
    let arms = source.lines().filter_map(|line| line.split_once(" => "));
    let mut arms = arms.filter(|(left, _)| left.contains(&format!("Self::{name}")));
    let (_, arm) = arms.next().unwrap_or_else(|| panic!("no {name}"));
    value(arm.trim_end_matches(','), source)
}

/// What a cell says: `64 KiB`, `10 minutes`, `1,024`.
fn said(cell: &str) -> u64 {
    let (number, unit) = cell.split_once(' ').unwrap_or((cell, ""));
    let number: u64 = number.replace(',', "").parse().unwrap();
    let factor = match unit {
        "" | "bytes" | "characters" | "ms" => 1,
        "KiB" => 1_024,
        "MiB" => 1_024 * 1_024,
        "second" | "seconds" => 1_000,
        "minutes" => 60_000,
        "hour" | "hours" => 3_600_000,
        "days" => 86_400_000,
        other => panic!("{other}?"),
    };
    number * factor
}

#[test]
fn documented_limits_are_those_of_the_code() {
    let page = document("docs/reference/limits.md");
    let mut count = 0;
    for row in page.lines().filter(|line| line.ends_with("` |")) {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [what, limit, _, place] = cells[..] else {
            panic!("four columns: {row}")
        };
        let [file, name] = in_backquotes(place)[..] else {
            panic!("a file and a name: {row}")
        };
        assert_eq!(said(limit), defined(name, &document(file)), "{what}");
        count += 1;
    }
    assert!(count >= 60, "{count} limits");
}

#[test]
fn expression_of_a_limit_is_computed() {
    let source = "const DAY: Duration = Duration::from_secs(24 * 60 * 60);\n\
        const A: u32 = 64 * 1_024;\nconst B: Duration = DAY.saturating_mul(2);\n\
        fn default() -> Self {\n    Self {\n        idle: 14 * DAY,\n    }\n}\n\
        Self::X | Self::Y => DAY,";
    assert_eq!(defined("A", source), said("64 KiB"));
    assert_eq!(defined("B", source), said("2 days"));
    assert_eq!(defined("idle", source), said("14 days"));
    assert_eq!(defined("Y", source), said("24 hours"));
}
