//! The public API of each published crate is that of `docs/public-api/`. A change of the API changes
//! that folder in the same commit: `just public-api update`.

#![cfg(feature = "compare")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root());
    cargo
}

/// The published packages, each with the name of its library.
fn published() -> Vec<(String, String)> {
    let metadata = cargo()
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let published = packages.filter(|package| package["publish"].is_null());
    let mut named: Vec<_> = published
        .filter_map(|package| {
            let targets = package["targets"].as_array()?;
            let is_library = |target: &&Value| target["kind"][0] == "lib";
            let library = targets.iter().find(is_library)?;
            let name = |of: &Value| of["name"].as_str().unwrap().to_owned();
            Some((name(package), name(library)))
        })
        .collect();
    named.sort();
    named
}

/// The public items of a library with all its features, one in each line.
fn items(package: &str, library: &str, libraries: &str) -> String {
    let target = root().join("target/public-api");
    let status = cargo()
        .args([
            "rustdoc",
            "--quiet",
            "--lib",
            "--all-features",
            "-p",
            package,
            "--target-dir",
        ])
        .arg(&target)
        .args([
            "--",
            "-Z",
            "unstable-options",
            "--output-format",
            "json",
            "--cap-lints",
            "allow",
        ])
        // The JSON output of rustdoc needs a nightly option. It is set for the libraries alone, because
        // some dependencies compile other code with it.
        .env("RUSTC_BOOTSTRAP", libraries)
        .status()
        .unwrap();
    assert!(status.success(), "rustdoc failed for {package}");
    let json = target
        .join("doc")
        .join(format!("{}.json", library.replace('-', "_")));
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .unwrap();
    api.to_string() + "\n"
}

#[test]
fn public_api_equals_the_committed_list() {
    let lists = root().join("docs/public-api");
    let updates = env::var_os("VESTIBULE_UPDATE_PUBLIC_API").is_some();
    let mut changed = Vec::new();
    let published = published();
    let libraries = published
        .iter()
        .map(|(_, library)| library.replace('-', "_"));
    let libraries = libraries.collect::<Vec<_>>().join(",");
    for (package, library) in published {
        let list = lists.join(format!("{package}.txt"));
        let found = items(&package, &library, &libraries);
        if fs::read_to_string(&list).unwrap_or_default() == found {
            continue;
        }
        if updates {
            fs::write(&list, &found).unwrap();
        } else {
            let beside = root()
                .join("target/public-api")
                .join(format!("{package}.txt"));
            fs::write(&beside, &found).unwrap();
            changed.push(package);
        }
    }
    assert!(
        changed.is_empty(),
        "the public API of {changed:?} is another one than docs/public-api/ says; if that is meant, \
         run `just public-api update` and commit the lists"
    );
}
