use std::{
    fs::File,
    io::{BufWriter, Write},
    ops::Range,
    path::Path,
    process::Stdio,
};

use super::{database::sqlite, machine::PROGRAM, program};

/// All accounts have the same hash: no password is verified.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$kr/zF1w187Og1YQOu1APbA$\
                    OsbmjokMe0SEHz1aPWPowPrGmAcCPzLWMTRmFQ9sC3w";

/// Adds accounts besides those that the benchmark registered.
pub(crate) fn accounts(folder: &Path, numbers: Range<u32>) {
    let mut file = BufWriter::new(File::create(folder.join("more.csv")).unwrap());
    writeln!(file, "email,password_hash").unwrap();
    for number in numbers {
        writeln!(file, "grown{number}@example.com,\"{HASH}\"").unwrap();
    }
    file.flush().unwrap();
    let mut import = program::shop(PROGRAM, folder);
    import
        .args(["import", "more.csv"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    assert!(import.status().unwrap().success(), "{import:?}");
}

/// Adds sessions of the user who requests pages, up to this number.
pub(crate) fn sessions(database: &Path, number: u32) {
    let owner = "SELECT id FROM vestibule_users WHERE email = 'person0@example.com'";
    let there = format!("SELECT count(*) FROM vestibule_sessions WHERE user_id = ({owner})");
    let sql = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number}) \
         INSERT INTO vestibule_sessions SELECT randomblob(16), ({owner}), randomblob(32), 0, NULL, \
         'Mozilla/5.0', unixepoch(), unixepoch(), unixepoch() + 86400, unixepoch() FROM n \
         WHERE i > ({there})"
    );
    sqlite(database, &sql);
}

/// Adds this many expired sessions and links, which wait for the purge.
pub(crate) fn expired(database: &Path, number: u32) {
    let sql = format!(
        "BEGIN; DELETE FROM vestibule_one_time_tokens; DELETE FROM vestibule_sessions WHERE expires_at < 9; \
         CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS \
         (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number}) SELECT i FROM n; \
         CREATE TEMP TABLE u AS SELECT id, row_number() OVER () AS i FROM vestibule_users; \
         INSERT INTO vestibule_sessions SELECT randomblob(16), u.id, randomblob(32), 0, NULL, \
         'Mozilla/5.0', 1, 1, 2, 1 FROM n JOIN u ON u.i = 1 + n.i % (SELECT count(*) FROM u); \
         INSERT INTO vestibule_one_time_tokens (token_hash, purpose, user_id, created_at, \
         expires_at, payload) SELECT randomblob(32), 'reset_password', u.id, 1, 2, '' FROM n JOIN u ON u.i = 1 + n.i % (SELECT count(*) FROM u); COMMIT;"
    );
    sqlite(database, &sql);
}
