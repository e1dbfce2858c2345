//! Which crate may depend on which, and which packages must not be in the dependency tree of a crate.
//! docs/ARCHITECTURE.md describes it.

use std::{collections::BTreeSet, process::Command};

use serde_json::Value;

/// A package and the packages of this workspace that it may depend on. Test suites (`contract`) and
/// ports in memory (`memory`) are for tests only: of all lists, only that of the test kit for applications
/// has one of them.
const MAY_DEPEND_ON: [(&str, &[&str]); 25] = [
    ("vestibule-domain", &[]),
    ("vestibule-memory", &["vestibule-domain"]),
    ("vestibule-contract", &["vestibule-domain"]),
    ("vestibule-argon2", &["vestibule-domain"]),
    ("vestibule-breached", &["vestibule-domain"]),
    ("vestibule-cache", &["vestibule-domain"]),
    (
        "vestibule-seaorm",
        &["vestibule-domain", "vestibule-migration"],
    ),
    (
        "vestibule-mail",
        &["vestibule-domain", "vestibule-templates"],
    ),
    ("vestibule-templates", &["vestibule-domain"]),
    (
        "vestibule-web",
        &["vestibule-domain", "vestibule-templates"],
    ),
    ("vestibule-migration", &[]),
    ("vestibule-system", &["vestibule-domain"]),
    // The server depends on `vestibule-web` for one response extension.
    ("vestibule-serve", &["vestibule-domain", "vestibule-web"]),
    (
        "vestibule-builder",
        &[
            "vestibule-argon2",
            "vestibule-cache",
            "vestibule-domain",
            "vestibule-mail",
            "vestibule-seaorm",
            "vestibule-system",
            "vestibule-templates",
            "vestibule-web",
        ],
    ),
    ("vestibule-transfer", &["vestibule-domain"]),
    (
        "vestibule-cli",
        &[
            "vestibule-argon2",
            "vestibule-breached",
            "vestibule-builder",
            "vestibule-domain",
            "vestibule-mail",
            "vestibule-seaorm",
            "vestibule-serve",
            "vestibule-system",
            "vestibule-templates",
            "vestibule-transfer",
            "vestibule-web",
        ],
    ),
    (
        "vestibule-testing",
        &[
            "vestibule-argon2",
            "vestibule-builder",
            "vestibule-domain",
            "vestibule-mail",
            "vestibule-memory",
            "vestibule-web",
        ],
    ),
    (
        "vestibule",
        &[
            "vestibule-argon2",
            "vestibule-breached",
            "vestibule-builder",
            "vestibule-cli",
            "vestibule-domain",
            "vestibule-mail",
            "vestibule-migration",
            "vestibule-seaorm",
            "vestibule-serve",
            "vestibule-system",
            "vestibule-templates",
            "vestibule-testing",
            "vestibule-transfer",
            "vestibule-web",
        ],
    ),
    ("vestibule-server", &["vestibule"]),
    ("cookieshop", &["vestibule"]),
    // Tests and benchmarks of whole programs are not published. `rig` is for tests only.
    ("rig", &[]),
    ("public-api-listing", &[]),
    ("black-box", &["vestibule-server"]),
    ("browser", &["cookieshop", "vestibule"]),
    ("benches", &["cookieshop", "vestibule", "vestibule-server"]),
];

/// A package, and packages that must not be anywhere below it.
const FREE_OF: [(&str, &[&str]); 13] = [
    (
        "vestibule-domain",
        &[
            "axum",
            "sea-orm",
            "sqlx-core",
            "argon2",
            "tokio",
            "minijinja",
            "metrics",
            "hyper",
            "zxcvbn",
        ],
    ),
    (
        "vestibule-web",
        &["sea-orm", "sqlx-core", "argon2", "lettre"],
    ),
    (
        "vestibule-templates",
        &["axum", "sea-orm", "argon2", "tokio", "metrics"],
    ),
    // Spans leave the machine only if the program was built with this feature.
    (
        "vestibule-server",
        &[
            "opentelemetry",
            "tracing-opentelemetry",
            "h2",
            "vestibule-memory",
        ],
    ),
    // Its hashes are the passwords, so that no program may contain it, not even of an application with
    // tests.
    ("cookieshop", &["vestibule-memory", "vestibule-contract"]),
    ("vestibule", &["vestibule-memory", "vestibule-contract"]),
    (
        "vestibule-breached",
        &["axum", "sea-orm", "argon2", "minijinja", "aws-lc-rs"],
    ),
    ("vestibule-seaorm", &["axum", "argon2", "minijinja"]),
    (
        "vestibule-cache",
        &["axum", "sea-orm", "argon2", "minijinja", "tokio"],
    ),
    ("vestibule-mail", &["axum", "sea-orm", "argon2", "metrics"]),
    ("vestibule-serve", &["sea-orm", "argon2", "lettre", "clap"]),
    ("vestibule-transfer", &["axum", "sea-orm", "tokio", "clap"]),
    (
        "vestibule-builder",
        &["clap", "vestibule-memory", "vestibule-contract"],
    ),
];

#[test]
fn every_crate_dependency_is_allowed() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--no-deps"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<_> = packages
        .iter()
        .map(|package| text(&package["name"]))
        .collect();
    assert_eq!(ours, MAY_DEPEND_ON.iter().map(|(name, _)| *name).collect());

    for package in packages {
        let name = text(&package["name"]);
        let (_, allowed) = MAY_DEPEND_ON
            .iter()
            .find(|(other, _)| *other == name)
            .unwrap();
        let dependencies = package["dependencies"].as_array().unwrap();
        for dependency in dependencies
            .iter()
            .filter(|dependency| dependency["kind"].is_null())
        {
            let to = text(&dependency["name"]);
            assert!(
                !ours.contains(to) || allowed.contains(&to),
                "{name} must not depend on {to}: see docs/ARCHITECTURE.md"
            );
        }
    }
}

#[test]
fn forbidden_packages_are_absent_from_the_whole_tree() {
    for (package, absent) in FREE_OF {
        let tree = cargo(&[
            "tree",
            "--edges=normal",
            "--prefix=none",
            "--format={p}",
            "-p",
            package,
        ]);
        let below: BTreeSet<_> = tree
            .lines()
            .filter_map(|line| line.split(' ').next())
            .collect();
        assert!(below.contains(package), "{tree}");
        for name in absent {
            assert!(!below.contains(name), "{package} must be free of {name}");
        }
    }
}

/// A program on the core alone, `examples/terminal.rs`, with everything that it needs to be built.
#[test]
fn build_without_web_has_no_web_dependency() {
    let tree = cargo(&[
        "tree",
        "--no-default-features",
        "--features=sqlite",
        "--edges=normal,dev",
        "--prefix=none",
        "--format={p}",
        "-p",
        "vestibule",
    ]);
    let below: BTreeSet<_> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(below.contains("vestibule-seaorm"), "{tree}");
    for web in ["axum", "hyper", "http", "tower", "minijinja", "lettre"] {
        assert!(!below.contains(web), "the core must be free of {web}");
    }
}

/// With any features, only an application that asks for the feature `test` by name has ports in memory.
#[test]
fn test_ports_come_with_the_feature_test_only() {
    let has_memory = |features: &str| {
        let tree = cargo(&[
            "tree",
            "--features",
            features,
            "--edges=normal",
            "--prefix=none",
            "--format={p}",
            "-p",
            "vestibule",
        ]);
        tree.lines()
            .any(|line| line.starts_with("vestibule-memory "))
    };
    assert!(!has_memory("web,launch,transfer,opentelemetry"));
    assert!(has_memory("test"));
}

/// Maximum number of third-party crates below a package: each is code to build, to watch and to trust.
/// Each driver has a number of its own. docs/PERFORMANCE.md says what most of them are for.
#[test]
fn number_of_external_crates_is_bounded() {
    for (package, features, budget) in [
        ("vestibule", "sqlite", 204),
        ("vestibule", "postgres", 209),
        ("vestibule", "mysql", 199),
        ("vestibule", "sqlite,postgres", 216),
        ("vestibule", "sqlite,postgres,mysql", 218),
        ("vestibule", "sqlite,legacy-hashes", 219),
        ("vestibule", "web,sqlite", 280),
        ("vestibule", "web,sqlite,postgres", 292),
        ("vestibule", "web,sqlite,postgres,legacy-hashes", 303),
        ("vestibule-server", "", 348),
    ] {
        let tree = cargo(&[
            "tree",
            "--no-default-features",
            "--features",
            features,
            "--edges=normal,build",
            "--no-dedupe",
            "--prefix=none",
            "--format={p}",
            "-p",
            package,
        ]);
        let crates: BTreeSet<_> = tree
            .lines()
            .map(|line| line.replace(" (proc-macro)", ""))
            .collect();
        let others = crates.iter().filter(|name| !name.starts_with("vestibule"));
        let count = others.count();
        assert!(
            count <= budget,
            "{package} with {features:?} needs {count} crates of others"
        );
    }
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--locked")
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
