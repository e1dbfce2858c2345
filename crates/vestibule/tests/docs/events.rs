//! docs/reference/events.md has each type of event, in the order of the code, and no other.

use vestibule::EventKind;

use crate::{document, in_backquotes};

#[test]
fn event_reference_lists_exactly_the_event_types() {
    let page = document("docs/reference/events.md");
    let (_, chapter) = page.split_once("\n## Types\n").unwrap();
    let chapter = chapter.split("\n## ").next().unwrap();
    let rows = chapter.lines().filter(|line| line.starts_with("| `"));
    let documented: Vec<_> = rows.map(|row| in_backquotes(row)[0]).collect();
    let kinds = EventKind::ALL.map(EventKind::as_str);
    assert_eq!(documented, kinds);
}
