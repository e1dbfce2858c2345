use std::fs;

use super::{
    browser::{ALICE, PASSWORD},
    commands::says,
    misconfiguration::refuses,
    server::{Server, folder, program},
};

/// The value of each line that is not a comment.
fn choices(said: &str) -> Vec<(&str, u32)> {
    let lines = said.lines().filter(|line| !line.starts_with('#'));
    let choices = lines.map(|line| line.split_once('=').unwrap());
    choices
        .map(|(name, value)| (name, value.parse().unwrap()))
        .collect()
}

#[test]
fn server_starts_with_the_tuned_parameters() {
    let folder = folder();
    let said = says(&folder, "tune --time 400ms --memory 48MiB");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    let choices = choices(&said);
    let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        ["ARGON2_MEMORY_KIB", "ARGON2_PASSES", "ARGON2_LANES"]
    );
    let (memory, passes) = (choices[0].1, choices[1].1);
    assert!(memory <= 48 * 1024, "{said}");
    fs::write(folder.path().join(".env"), &said).unwrap();
    let server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let hash = server
        .database()
        .text("SELECT password_hash FROM vestibule_users");
    assert!(
        hash.contains(&format!("m={memory},t={passes},p=1")),
        "{hash}"
    );
}

#[test]
fn unreachable_tuning_target_returns_the_owasp_minimum_and_its_time() {
    let folder = folder();
    let said = says(&folder, "tune --time 1us");
    let least = [
        ("ARGON2_MEMORY_KIB", 12_288),
        ("ARGON2_PASSES", 3),
        ("ARGON2_LANES", 1),
    ];
    assert_eq!(choices(&said), least);
    assert!(said.contains("this machine cannot compute it"), "{said}");
    for (wish, reason) in [
        ("--memory=8MiB", "12MiB, the least that OWASP accepts"),
        ("--memory=1GiB", "to 256MiB"),
        ("--memory=much", "'--memory"),
        ("--time=soon", "'--time"),
    ] {
        refuses(program(&folder).args(["tune", wish]), reason);
    }
}
