use std::{collections::BTreeSet, fs, path::Path};

use super::{
    metrics::{Scrape, a_short_day, names_in, watched},
    server::{folder, program},
};

fn document(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    fs::read_to_string(docs.join(name)).expect(name)
}

#[test]
fn dashboard_and_alerts_use_exactly_the_exported_metrics() {
    let folder = folder();
    let (server, metrics) = watched(&mut program(&folder));
    a_short_day(&server);
    let measured = Scrape::of(metrics).names();
    let dashboard = document("grafana/dashboard.json");
    let whole: serde_json::Value = serde_json::from_str(&dashboard).unwrap();
    let mut drawn = BTreeSet::new();
    collect_queries(&whole, &mut drawn);
    let watched: BTreeSet<_> = names_in(&document("grafana/alerts.yml"))
        .into_iter()
        .collect();
    assert!(drawn.len() > 15 && watched.len() > 8, "they are read");

    for name in drawn.union(&watched) {
        assert!(measured.contains(name), "{name} is shown and not measured");
    }
    for name in measured
        .iter()
        .filter(|name| name.starts_with("vestibule_"))
    {
        assert!(drawn.contains(name), "{name} is measured and not shown");
    }
}

/// The metrics in all queries, at any depth of the JSON.
fn collect_queries(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(query) if name == "expr" => found.extend(names_in(query)),
                    _ => collect_queries(value, found),
                }
            }
        }
        serde_json::Value::Array(values) => {
            values
                .iter()
                .for_each(|value| collect_queries(value, found));
        }
        _ => {}
    }
}

#[test]
fn each_alert_links_to_a_runbook_section() {
    let alerts = document("grafana/alerts.yml");
    let operations = document("how-to/respond-to-alerts.md");
    let chapters: BTreeSet<_> = operations
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|title| title.to_lowercase().replace(' ', "-"))
        .collect();
    let lines = || alerts.lines().map(str::trim);
    let count = lines().filter(|line| line.starts_with("- alert: ")).count();
    let runbooks: Vec<_> = lines()
        .filter_map(|line| line.strip_prefix("runbook_url: "))
        .collect();
    assert_eq!(runbooks.len(), count);
    assert!(count >= 8);
    for runbook in runbooks {
        let chapter = runbook
            .split_once("docs/how-to/respond-to-alerts.md#")
            .expect(runbook)
            .1;
        assert!(chapters.contains(chapter), "{runbook}: {chapters:?}");
    }
}
