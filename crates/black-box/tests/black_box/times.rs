//! Times of accounts, from an import file to the pages.

use super::{
    accounts::{says, tell},
    browser::{ALICE, PASSWORD},
    database::Database,
    server::{Server, folder},
};

const PAGES: [&str; 7] = [
    "/settings",
    "/settings/sessions",
    "/settings/activity",
    "/api/v1/account",
    "/api/v1/account/export",
    "/api/v1/session",
    "/api/v1/sessions",
];

/// As after a statement that wrote milliseconds or arbitrary numbers into the table.
#[test]
fn rows_with_unrenderable_times_fail_no_page() {
    let folder = folder();
    let server = Server::start(&folder);
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let database = Database::open(&folder.path().join("data/vestibule.sqlite3"));
    for seconds in [i64::MIN, -62_135_596_801, 1_690_887_741_455, i64::MAX] {
        database.execute(&format!(
            "UPDATE vestibule_users SET created_at = {seconds}, password_changed_at = {seconds}, \
             email_verified_at = {seconds}"
        ));
        database.execute(&format!("UPDATE vestibule_events SET at = {seconds}"));
        database.execute(&format!(
            "UPDATE vestibule_sessions SET created_at = {seconds}"
        ));
        for page in PAGES {
            assert_eq!(alice.get(page).status, 200, "{page} with {seconds}");
        }
        server.browser().log_in(ALICE, PASSWORD).leads_to("/");
        says(&folder, "users list");
        says(&folder, &format!("sessions list {ALICE}"));
    }
}

#[test]
fn imported_times_equal_the_file_in_every_format() {
    let folder = folder();
    let rows = "\u{feff}\
        {\"email\":\"keycloak@example.com\",\"created_at\":1690887741455}\n\
        {\"email\":\"psql@example.com\",\"created_at\":\"2023-08-01 11:02:21.455+00\"}\n\
        {\"email\":\"mariadb@example.com\",\"created_at\":\"2023-08-01 11:02:21\"}\n\
        {\"email\":\"late@example.com\",\"created_at\":1690887741455000}\n\
        {\"email\":\"early@example.com\",\"created_at\":\"0001-01-01T00:00:00Z\"}\n";
    let said = tell(&folder, "import - --format jsonl", rows.as_bytes());
    assert_eq!(said.status, 1);
    let refused: Vec<_> = said.stderr.lines().collect();
    assert!(
        refused[0].starts_with("line 4: created_at is neither a time"),
        "{refused:?}"
    );
    assert!(
        refused[1].starts_with("line 5: created_at is neither a time"),
        "{refused:?}"
    );
    let listed = says(&folder, "users list --json");
    let times = listed.matches("\"created_at\":\"2023-08-01T11:02:21Z\"");
    assert_eq!((times.count(), listed.lines().count()), (3, 3), "{listed}");
}
