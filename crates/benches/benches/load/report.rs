use std::{fmt::Write, fs, path::PathBuf};

use super::{chart::Curve, rounds::Rounds};

/// A measured thing, and the one that it is compared with.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) rate: f64,
    pub(crate) ratio: Rounds,
}

impl Row {
    pub(crate) fn new(name: &str, own: &Rounds, baseline: &Rounds) -> Self {
        Self {
            name: name.to_owned(),
            rate: own.median(),
            ratio: own.over(baseline),
        }
    }
}

/// The medians of all rounds, and their spread.
pub(crate) fn table(heads: [&str; 4], rows: &[Row]) -> String {
    let mut table = format!("| {} |\n|---|--:|--:|--:|\n", heads.join(" | "));
    for Row { name, rate, ratio } in rows {
        let (median, least, most) = (ratio.median(), ratio.least(), ratio.most());
        let rate = thousands(*rate);
        writeln!(
            table,
            "| {name} | {rate} | {median:.2} | {least:.2} to {most:.2} |"
        )
        .unwrap();
    }
    table
}

/// The points of each curve, per second.
pub(crate) fn curves(what: &str, curves: &[Curve]) -> String {
    let heads = curves.iter().map(|curve| format!(" {} |", curve.name));
    let heads = heads.collect::<String>();
    let mut table = format!("| {what} |{heads}\n|--:|{}\n", "--:|".repeat(curves.len()));
    for (at, (x, _)) in curves[0].points.iter().enumerate() {
        let rates = curves
            .iter()
            .map(|curve| format!(" {} |", thousands(curve.points[at].1)));
        writeln!(table, "| {x} |{}", rates.collect::<String>()).unwrap();
    }
    table
}

/// A number with separators: `61,200`, `58.3`.
pub(crate) fn thousands(rate: f64) -> String {
    if rate < 1_000.0 {
        return format!("{rate:.1}");
    }
    let hundreds = (rate / 100.0).round() as u64;
    format!("{},{}00", hundreds / 10, hundreds % 10)
}

/// Prints a table, and writes it into its section of `docs/PERFORMANCE.md`.
pub(crate) fn write(section: &str, text: &str) {
    println!("\n{text}");
    let (begin, end) = (
        format!("<!-- {section} -->\n"),
        format!("<!-- end of {section} -->"),
    );
    let path = docs().join("PERFORMANCE.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(&begin).expect("a place for it");
    let (_, after) = rest.split_once(&end).expect("an end of that place");
    fs::write(
        path,
        format!("{before}{begin}\n{}\n\n{end}{after}", text.trim()),
    )
    .unwrap();
}

pub(crate) fn docs() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs"))
}
