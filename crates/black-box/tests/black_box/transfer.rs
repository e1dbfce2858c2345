//! Import and export of accounts.

use std::{
    fmt::Write as _,
    fs,
    os::unix::fs::PermissionsExt,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use super::{
    accounts::{says, tell},
    browser::{ALICE, PASSWORD},
    server::{FOR_EVER, Server, folder, program},
};

#[test]
fn exported_accounts_are_imported_without_loss_and_users_log_in() {
    let (old, new) = (folder(), folder());
    let server = Server::start(&old);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    drop(server);
    says(&old, "users create Bob@Example.com");
    says(&old, "users disable bob@example.com");
    for format in ["csv", "jsonl"] {
        let exported = tell(&old, &format!("export --format {format}"), b"");
        assert_eq!(exported.status, 0, "{}", exported.stderr);
        assert!(exported.stderr.contains("password hashes"));
        let exported = exported.stdout;
        let command = format!("import - --format {format}");
        let imported = tell(&new, &command, exported.as_bytes());
        assert_eq!(imported.stderr, "");
        let again = tell(&new, &format!("export --format {format}"), b"");
        assert_eq!(again.stdout, exported);
    }
    let server = Server::start(&new);
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
}

#[test]
fn export_file_is_private_and_overwrites_no_file() {
    let folder = folder();
    says(&folder, &format!("users create {ALICE}"));
    assert_eq!(tell(&folder, "export all.csv", b"").status, 0);
    let file = folder.path().join("all.csv");
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = fs::read_to_string(&file).unwrap();
    assert_eq!(tell(&folder, "export all.csv", b"").status, 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn each_invalid_row_is_one_line_without_its_hash_and_others_are_imported() {
    let folder = folder();
    let rows = "\
        email,password_hash,id,created_at\n\
        alice@example.com,,,2026-01-31T12:00:00Z\n\
        nonsense,,,\n\
        bob@example.com,$secret$,,\n\
        carol@example.com,,17,\n\
        dan@example.com,,,yesterday\n\
        eve@example.com\n\
        \"frank\x1b@example.com\",,,\n\
        ALICE@example.com,,01a2107a-8e48-7184-9e40-f354af519790,\n\
        grace@example.com,,01a2107a-8e48-7184-9e40-f354af519790,1000000000\n";
    for command in ["import - --format csv --dry-run", "import - --format csv"] {
        let said = tell(&folder, command, rows.as_bytes());
        assert_eq!(said.status, 1);
        let lines: Vec<_> = said.stderr.lines().collect();
        for (line, reason) in [
            "line 3: invalid email address",
            "line 4: invalid password hash: it is in no format that we know",
            "line 5: the id is not a UUID",
            "line 6: created_at is neither a time",
            "line 7: it has 1 values, but there are 4 columns",
            "line 8: invalid email address",
            "line 9: the email address belongs to another account",
            "error: 7 rows were not imported",
        ]
        .iter()
        .enumerate()
        {
            let found = lines.iter().any(|line| line.starts_with(reason));
            assert!(found, "{line} {reason}: {}", said.stderr);
        }
        assert_eq!(lines.len(), 8, "{}", said.stderr);
        assert!(!said.stderr.contains("$secret$"));
        assert!(!said.stderr.contains('\x1b'));
        assert!(
            said.stdout
                .contains("2 imported, 0 already existed, 7 refused")
        );
    }
    let listed = says(&folder, "users list --json");
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("2001-09-09T01:46:40Z"), "{listed}");
}

#[test]
fn invalid_import_file_is_refused_completely() {
    let folder = folder();
    for (command, rows, reason) in [
        (
            "import - --format csv",
            "email,name\na@example.com,A\n",
            "unknown column \"name\"",
        ),
        ("import - --format csv", "id\n1\n", "no column `email`"),
        ("import -", "", "--format csv"),
        ("import missing.csv", "", "cannot read missing.csv"),
    ] {
        let said = tell(&folder, command, rows.as_bytes());
        assert_eq!(said.status, 2, "{}", said.stderr);
        assert!(said.stderr.contains(reason), "{}", said.stderr);
    }
    let rows =
        "{\"email\":\"a@example.com\"}\n[]\n\n{\"email\":\"b@example.com\",\"name\":\"B\"}\n{";
    let said = tell(&folder, "import - --format jsonl --json", rows.as_bytes());
    assert_eq!(said.status, 1);
    for reason in [
        "line 2: it is no JSON object",
        "line 4: unknown name \"name\"",
        "line 5: it is no JSON object",
    ] {
        assert!(said.stderr.contains(reason), "{}", said.stderr);
    }
    assert!(said.stdout.contains("\"imported\":1"), "{}", said.stdout);
}

#[test]
fn killed_import_is_completed_by_the_same_command() {
    const ROWS: usize = 20_000;
    let folder = folder();
    let mut rows = "email,created_at\n".to_owned();
    for number in 0..ROWS {
        writeln!(rows, "user{number}@example.com,{number}").unwrap();
    }
    fs::write(folder.path().join("all.csv"), rows).unwrap();
    says(&folder, "migrate");
    let mut import = program(&folder);
    import.args(["import", "all.csv"]).stdout(Stdio::null());
    let mut import = import.spawn().unwrap();
    let database = super::database::Database::open(&folder.path().join("data/vestibule.sqlite3"));
    let count = || database.number("SELECT count(*) FROM vestibule_users");
    let deadline = Instant::now() + FOR_EVER;
    while count() == 0 {
        assert!(Instant::now() < deadline, "nothing comes in");
        thread::sleep(Duration::from_millis(1));
    }
    import.kill().unwrap();
    import.wait().unwrap();
    let there = count();
    assert!((1..ROWS as i64).contains(&there), "killed in the middle");
    assert_eq!(there % 500, 0, "whole batches");
    let rest = ROWS as i64 - there;
    assert_eq!(
        says(&folder, "import all.csv"),
        format!("Done: {rest} imported, {there} already existed, 0 refused.\n")
    );
    assert_eq!(count(), ROWS as i64);
}
