//! `just fuzz` selects the property tests by a word that is in each of their names.

use std::path::Path;

use crate::{document, sources};

#[test]
fn just_fuzz_runs_every_property() {
    let recipe = document("justfile");
    let (_, recipe) = recipe.split_once("\nfuzz ").unwrap();
    assert!(recipe.lines().nth(1).unwrap().ends_with(" -- whatever"));
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let mut count = 0;
    for text in &sources {
        for block in text.split("\nproptest! {\n").skip(1) {
            let block = block.split("\n}\n").next().unwrap();
            let names = block
                .lines()
                .filter_map(|line| line.strip_prefix("    fn "));
            for name in names {
                assert!(
                    name.split('(').next().unwrap().contains("whatever"),
                    "{name}"
                );
                count += 1;
            }
        }
    }
    assert!(count >= 20, "{count} properties");
}
