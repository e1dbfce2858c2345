//! Each case is named by a macro: otherwise it would never run.

use std::{fs, path::Path};

#[test]
fn every_case_of_a_store_is_named_in_its_macro() {
    let named = include_str!("../src/store.rs");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let cases = fs::read_to_string(entry.unwrap().path()).unwrap();
        let written = cases.split("\npub async fn ").skip(1);
        for case in written.filter_map(|rest| rest.split('(').next()) {
            assert!(named.contains(&format!(" {case},\n")), "{case}");
            count += 1;
        }
    }
    assert!(count >= 100, "{count} cases");
}
