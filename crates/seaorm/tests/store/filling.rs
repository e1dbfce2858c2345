//! Many accounts, created by the database itself in a few large statements.

use vestibule_seaorm::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

/// Number of sessions per account.
pub(crate) const SESSIONS: u32 = 3;
/// The current time of active sessions: 2026-01-01T00:00:00Z.
pub(crate) const NOW: i64 = 1_767_225_600;

/// Adds the accounts with the numbers from `first` to `last`, the address `user1@example.com`
/// and so on, and the hash `password`. Each has a link, an event and a session of one login from a new
/// browser, every tenth a waiting email; every tenth session has expired.
pub(crate) async fn fill(db: &DatabaseConnection, password: &str, first: u32, last: u32) {
    let backend = db.get_database_backend();
    let users = format!(
        "INSERT INTO vestibule_users (id, email, email_canonical, password_hash, \
         password_changed_at, created_at) \
         SELECT {id}, CONCAT('user', n, '@example.com'), CONCAT('user', n, '@example.com'), \
         '{password}', {NOW}, {NOW} FROM {numbers}",
        id = uuid(backend, "n"),
        numbers = numbers(backend, first, last),
    );
    let sessions = format!(
        "INSERT INTO vestibule_sessions (id, user_id, token_hash, remembered, client_agent, \
         created_at, last_seen_at, expires_at) \
         SELECT {id}, {user}, {token}, FALSE, 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0)', \
         {NOW} - n % 1000000, {NOW} - n % 100000, \
         {NOW} + CASE WHEN n % 10 = 0 THEN -n % 1000000 ELSE 1 + n % 1000000 END FROM {numbers}",
        id = uuid(backend, "n"),
        user = uuid(backend, &format!("(n - n % {SESSIONS}) / {SESSIONS}")),
        token = token(backend, "n"),
        numbers = numbers(backend, first * SESSIONS, last * SESSIONS + SESSIONS - 1),
    );
    let links = format!(
        "INSERT INTO vestibule_one_time_tokens (token_hash, purpose, user_id, created_at, \
         expires_at, payload) \
         SELECT {token}, 'verify_email', {id}, {NOW}, {NOW} + n % 1000000, \
         CONCAT('{{\"email\":\"user', n, '@example.com\"}}') FROM {numbers}",
        id = uuid(backend, "n"),
        token = token(backend, "n"),
        numbers = numbers(backend, first, last),
    );
    let invitations = format!(
        "INSERT INTO vestibule_one_time_tokens (token_hash, purpose, created_at, expires_at, \
         payload) \
         SELECT {token}, 'invitation', {NOW}, {NOW} + n % 1000000, '{{\"email\":null}}' \
         FROM {numbers}",
        token = token(backend, "-n"),
        numbers = numbers(backend, first, last),
    );
    let emails = format!(
        "INSERT INTO vestibule_emails (id, kind, recipient, user_id, created_at, due_at, attempts) \
         SELECT {id}, 'password_changed', CONCAT('user', n, '@example.com'), {id}, {NOW}, \
         {NOW} + n % 1000, 0 FROM {numbers} WHERE n % 10 = 0",
        id = uuid(backend, "n"),
        numbers = numbers(backend, first, last),
    );
    let events = format!(
        "INSERT INTO vestibule_events (id, kind, user_id, at, client_agent) \
         SELECT {id}, 'registered', {id}, {NOW} - n % 1000000, \
         'Mozilla/5.0 (X11; Linux x86_64; rv:145.0)' FROM {numbers}",
        id = uuid(backend, "n"),
        numbers = numbers(backend, first, last),
    );
    let attempts = format!(
        "INSERT INTO vestibule_attempts (key_hash, full_at) \
         SELECT {token}, {NOW} - n % 1000000 FROM {numbers}",
        token = token(backend, "n"),
        numbers = numbers(backend, first, last),
    );
    for rows in [
        users,
        sessions,
        links,
        invitations,
        emails,
        events,
        attempts,
    ] {
        db.execute_unprepared(&rows).await.unwrap();
    }
}

/// Updates the statistics of the database, so that it plans its queries well.
pub(crate) async fn analyze(db: &DatabaseConnection) {
    let sql = match db.get_database_backend() {
        DbBackend::MySql => {
            "ANALYZE TABLE vestibule_users, vestibule_sessions, vestibule_one_time_tokens, \
             vestibule_emails, vestibule_events, vestibule_attempts"
        }
        DbBackend::Postgres => "VACUUM ANALYZE",
        _ => "ANALYZE",
    };
    db.execute_unprepared(sql).await.unwrap();
}

/// A table with one column `n`.
pub(crate) fn numbers(backend: DbBackend, first: u32, last: u32) -> String {
    match backend {
        DbBackend::Postgres => format!("generate_series({first}, {last}) AS numbers (n)"),
        DbBackend::MySql => {
            format!("(SELECT CAST(seq AS SIGNED) AS n FROM seq_{first}_to_{last}) AS numbers")
        }
        _ => format!(
            "(WITH RECURSIVE numbers (n) AS \
             (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}) \
             SELECT n FROM numbers)"
        ),
    }
}

pub(crate) fn uuid(backend: DbBackend, number: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("lpad(to_hex({number}), 32, '0')::uuid"),
        DbBackend::MySql => format!("UNHEX(LPAD(HEX({number}), 32, '0'))"),
        _ => format!("unhex(printf('%032x', {number}))"),
    }
}

fn token(backend: DbBackend, number: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("sha256(({number})::text::bytea)"),
        DbBackend::MySql => format!("UNHEX(SHA2({number}, 256))"),
        _ => "randomblob(32)".to_owned(),
    }
}
