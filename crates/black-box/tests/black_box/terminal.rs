//! The program at a terminal.

use std::{
    ffi::OsStr,
    fs::File,
    io::{Read, Write},
    os::unix::ffi::OsStrExt,
    process::Command,
};

use rustix::{
    fd::OwnedFd,
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
};

use super::{
    accounts::says,
    browser::ALICE,
    server::{folder, program},
};

/// A pseudo-terminal: the end of the user, and the end of the program.
fn terminal() -> (File, OwnedFd) {
    let person = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&person).unwrap();
    unlockpt(&person).unwrap();
    let name = ptsname(&person, Vec::new()).unwrap();
    let mut options = File::options();
    let program = options.read(true).write(true);
    let program = program.open(OsStr::from_bytes(name.as_bytes())).unwrap();
    (person.into(), program.into())
}

/// The exit status, and the screen of a user who types this.
fn at_a_terminal(command: &mut Command, typed: &str) -> (i32, String) {
    let (mut person, program) = terminal();
    command.env("TERM", "xterm");
    command.stdin(program.try_clone().unwrap());
    command.stdout(program.try_clone().unwrap()).stderr(program);
    let mut child = command.spawn().unwrap();
    // The program holds the only other end.
    command.stdin(std::process::Stdio::null());
    command.stdout(std::process::Stdio::null());
    command.stderr(std::process::Stdio::null());
    person.write_all(typed.as_bytes()).unwrap();
    let (mut seen, mut bytes) = (Vec::new(), [0; 1024]);
    // Reading from a terminal without any process fails.
    while let Ok(length @ 1..) = person.read(&mut bytes) {
        seen.extend_from_slice(&bytes[..length]);
    }
    let status = child.wait().unwrap().code().unwrap();
    (status, String::from_utf8(seen).unwrap())
}

#[test]
fn deletion_requires_confirmation_at_the_prompt() {
    let folder = folder();
    says(&folder, &format!("users create {ALICE}"));
    for (typed, status, left) in [("\n", 1, 1), ("n\n", 1, 1), ("yes\n", 0, 0)] {
        let mut command = program(&folder);
        command.args(["users", "delete", ALICE]);
        let (ended, seen) = at_a_terminal(&mut command, typed);
        assert_eq!(ended, status, "{typed:?}: {seen}");
        assert!(seen.contains("all data of this user? [y/N]"), "{seen}");
        let listed = says(&folder, "users list --json");
        assert_eq!(listed.lines().count(), left, "{typed:?}");
    }
}

#[test]
fn colors_are_used_on_terminals_or_when_forced() {
    let folder = folder();
    says(&folder, &format!("users create {ALICE}"));
    says(&folder, &format!("users disable {ALICE}"));
    let mut command = program(&folder);
    command.args(["users", "list"]);
    let (_, seen) = at_a_terminal(&mut command, "");
    assert!(seen.contains("\u{1b}[31mdisabled"), "{seen:?}");
    let (_, seen) = at_a_terminal(command.env("NO_COLOR", "1"), "");
    assert!(!seen.contains('\u{1b}'), "{seen:?}");
    assert!(!says(&folder, "users list").contains('\u{1b}'));
}

#[test]
fn import_shows_progress() {
    let folder = folder();
    std::fs::write(folder.path().join("one.csv"), format!("email\n{ALICE}\n")).unwrap();
    let mut command = program(&folder);
    command.args(["import", "one.csv"]);
    let (status, seen) = at_a_terminal(&mut command, "");
    assert_eq!(status, 0, "{seen}");
    assert!(seen.contains(" %"), "{seen:?}");
    assert!(seen.contains("1 imported"), "{seen:?}");
}
