//! The output of commands: to a full disk, and to a closed pipe.

use std::{
    fs::{self, File},
    process::{Command, Stdio},
};

use super::{
    accounts::{says, tell},
    browser::ALICE,
    server::{folder, program},
};

const COMMANDS: [&str; 15] = [
    "key",
    "tune --time 1ms --memory 12MiB",
    "completions bash",
    "migrate",
    "purge",
    "check",
    "check --json",
    "check --snippet nginx",
    "users list",
    "users list --json",
    "users show alice@example.com",
    "sessions list alice@example.com",
    "invite",
    "export",
    "--help",
];

fn run(command: &mut Command, line: &str) -> (Option<i32>, String) {
    let output = command.args(line.split(' ')).output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = folder();
    says(&folder, &format!("users create {ALICE}"));
    for line in COMMANDS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let child = program(&folder)
            .args(line.split(' '))
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn();
        let output = child.unwrap().wait_with_output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}: {error}");
        assert!(error.contains("No space left on device"), "{line}: {error}");
        assert!(!error.contains("os error"), "{line}: {error}");
    }
}

#[test]
fn closed_pipe_is_not_an_error() {
    let folder = folder();
    says(&folder, &format!("users create {ALICE}"));
    for line in COMMANDS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = program(&folder)
            .args(line.split(' '))
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn();
        let output = child.unwrap().wait_with_output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!error.contains("error"), "{line}: {error}");
        let status = output.status.code();
        assert!(
            status == Some(0) || line.starts_with("check"),
            "{line}: {status:?}"
        );
    }
}

/// Only the commands that set a site up create a database.
#[test]
fn command_without_a_database_creates_no_file_and_reports_the_path() {
    for line in [
        "users list",
        "users show alice@example.com",
        "users disable alice@example.com",
        "users enable alice@example.com",
        "users delete alice@example.com --yes",
        "users reset alice@example.com",
        "sessions list alice@example.com",
        "sessions revoke --all",
        "invite",
        "invite alice@example.com",
        "export",
        "export all.csv",
        "purge",
    ] {
        let folder = folder();
        let (status, error) = run(&mut program(&folder), line);
        assert_eq!(status, Some(2), "{line}: {error}");
        let looked = folder
            .path()
            .canonicalize()
            .unwrap()
            .join("data/vestibule.sqlite3");
        let reason = format!("there is no database at {}", looked.display());
        assert!(error.contains(&reason), "{line}: {error}");
        assert!(error.contains("DATABASE_URL"), "{line}: {error}");
        let made = fs::read_dir(&folder).unwrap().count();
        assert_eq!(made, 0, "{line}");
        // A file of another program is not opened either.
        fs::create_dir(folder.path().join("data")).unwrap();
        File::create(folder.path().join("data/vestibule.sqlite3")).unwrap();
        let (status, error) = run(&mut program(&folder), line);
        assert_eq!(status, Some(2), "{line}: {error}");
        assert!(
            error.contains("the database has no accounts"),
            "{line}: {error}"
        );
        assert!(!folder.path().join("data/secret.key").exists(), "{line}");
    }
}

#[test]
fn counts_in_output_have_a_singular() {
    let folder = folder();
    says(&folder, &format!("users create {ALICE}"));
    let exported = tell(&folder, "export", b"");
    assert!(
        exported.stderr.starts_with("1 account, "),
        "{}",
        exported.stderr
    );
    let said = says(&folder, "sessions revoke --all");
    assert_eq!(said, "Revoked 0 sessions.\n");
    let said = tell(&folder, "import - --format csv", b"email\nnonsense\n");
    assert!(
        said.stderr.ends_with("error: 1 row was not imported\n"),
        "{}",
        said.stderr
    );
}

#[test]
fn existing_file_is_reported_without_os_error_code() {
    let folder = folder();
    says(&folder, &format!("users create {ALICE}"));
    fs::write(folder.path().join("all.csv"), "mine").unwrap();
    for (line, reason) in [
        ("export all.csv", "cannot write all.csv: it exists"),
        ("export nowhere/all.csv", "No such file or directory"),
        (
            "import nowhere.csv",
            "cannot read nowhere.csv: No such file or directory",
        ),
        ("import data --format csv", "Is a directory"),
    ] {
        let (status, error) = run(&mut program(&folder), line);
        assert_eq!(status, Some(2), "{error}");
        assert!(error.contains(reason), "{error}");
        assert!(!error.contains("os error"), "{error}");
    }
}

#[test]
fn check_before_the_first_start_reports_typos_in_the_env_file() {
    let folder = folder();
    fs::write(
        folder.path().join(".env"),
        "SESION_IDLE=1day\nSTRIPE_KEY=x\n",
    )
    .unwrap();
    let said = tell(&folder, "check", b"");
    let slip = "configuration: SESION_IDLE in .env is not read; did you mean SESSION_IDLE?";
    assert!(said.stdout.contains(slip), "{}", said.stdout);
    assert!(!said.stdout.contains("STRIPE_KEY"), "{}", said.stdout);
    assert!(!said.stdout.contains("sessions"), "{}", said.stdout);
}
