use std::{
    collections::{BTreeMap, BTreeSet},
    net::{SocketAddr, TcpListener},
    process::Command,
    time::Instant,
};

use super::{
    browser::{ALICE, Browser, PASSWORD},
    mail_server::{MailServer, SmtpBehavior, serves},
    misconfiguration::refuses,
    server::{FOR_EVER, Server, folder, program},
};

/// One scrape: each series, and its value.
pub(crate) struct Scrape(BTreeMap<String, f64>);

impl Scrape {
    pub(crate) fn of(address: SocketAddr) -> Self {
        let page = Browser::new(address).get("/metrics");
        page.has_status(200);
        assert!(page.header("content-type").starts_with("text/plain"));
        let rows = page.body.lines().filter(|line| !line.starts_with('#'));
        let rows = rows.filter_map(|line| line.rsplit_once(' '));
        let read = |(name, value): (&str, &str)| (name.to_owned(), value.parse().expect(value));
        Self(rows.map(read).collect())
    }

    #[track_caller]
    fn says(&self, row: &str, value: f64) {
        assert_eq!(self.0.get(row), Some(&value), "{row}: {:#?}", self.0);
    }

    #[track_caller]
    fn is_at_least(&self, row: &str, value: f64) {
        let found = self.0.get(row);
        assert!(
            found.is_some_and(|found| *found >= value),
            "{row}: {found:?}"
        );
    }

    #[track_caller]
    pub(crate) fn number(&self, row: &str) -> f64 {
        self.0[row]
    }

    /// The names of the metrics, without the suffixes of a histogram.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let names = self.0.keys().flat_map(|row| names_in(row));
        names.collect()
    }
}

pub(crate) fn names_in(text: &str) -> Vec<String> {
    let words = text.split(|message: char| !(message.is_ascii_alphanumeric() || message == '_'));
    let names = words.filter(|word| {
        ["vestibule_", "process_"]
            .iter()
            .any(|p| word.starts_with(p))
    });
    let bare = |name: &str| {
        let parts = ["_bucket", "_sum", "_count"];
        let part = parts.iter().find_map(|part| name.strip_suffix(part));
        part.unwrap_or(name).to_owned()
    };
    names.map(bare).collect()
}

/// A server, and the address of its metrics.
pub(crate) fn watched(command: &mut Command) -> (Server, SocketAddr) {
    let mut server = Server::run(command.env("METRICS_LISTEN", "127.0.0.1:0"));
    let said = server.says();
    let address = said.strip_prefix("Metrics are at http://").expect(&said);
    let address = address.strip_suffix("/metrics\n").expect(&said);
    let address = address.parse().unwrap();
    (server, address)
}

pub(crate) fn a_short_day(server: &Server) {
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    browser.get("/settings/sessions").has_status(200);
    let revoke = "/settings/sessions/019a0000-0000-7000-8000-000000000000/revoke";
    browser.post(revoke, &[]);
    browser.get("/logout").leads_to("/login");
    browser.log_in(ALICE, "not the password").has_status(422);
    browser.log_in("b@example.com", PASSWORD).has_status(422);
    browser.log_in(ALICE, PASSWORD).leads_to("/");
    browser.get("/wp-login.php").has_status(404);
    browser.get("/metrics").has_status(404);
}

#[test]
fn metrics_count_user_activity() {
    let folder = folder();
    let (mut server, metrics) = watched(&mut program(&folder));
    Scrape::of(metrics).says("vestibule_logins_total{outcome=\"failed\"}", 0.0);
    a_short_day(&server);
    let sent = "vestibule_emails_total{outcome=\"sent\"}";
    until(|| Scrape::of(metrics).0[sent] == 1.0);

    let now = Scrape::of(metrics);
    let requests = |method, route, status| {
        format!(
            "vestibule_http_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}}"
        )
    };
    now.says(&requests("POST", "/register", "303"), 1.0);
    now.says(&requests("POST", "/login", "422"), 2.0);
    now.says(&requests("POST", "/login", "303"), 1.0);
    now.says(&requests("GET", "unmatched", "404"), 2.0);
    let template = "/settings/sessions/{id}/revoke";
    assert!(
        now.0.keys().any(|row| row.contains(template)),
        "{:#?}",
        now.0
    );
    let time = "vestibule_http_request_duration_seconds_count{method=\"POST\",route=\"/login\"}";
    now.says(time, 3.0);
    now.says("vestibule_logins_total{outcome=\"failed\"}", 2.0);
    now.is_at_least("vestibule_logins_total{outcome=\"succeeded\"}", 1.0);
    now.says("vestibule_events_total{kind=\"registered\"}", 1.0);
    now.says("vestibule_events_total{kind=\"email_undeliverable\"}", 0.0);
    now.says("vestibule_hash_duration_seconds_count", 4.0);
    now.says("vestibule_hash_wait_seconds_count", 4.0);
    now.says("vestibule_hashes_refused_total", 0.0);
    now.says("vestibule_hashes_running", 0.0);
    now.says("vestibule_hashes_waiting", 0.0);
    now.says("vestibule_database_connections_limit", 10.0);
    now.is_at_least("vestibule_database_connections{state=\"idle\"}", 1.0);
    now.says("vestibule_database_up", 1.0);
    now.says("vestibule_database_errors_total{kind=\"other\"}", 0.0);
    now.says("vestibule_emails_waiting", 0.0);
    now.is_at_least("process_resident_memory_bytes", 1e6);
    now.is_at_least("process_open_fds", 5.0);
    now.is_at_least("process_start_time_seconds", 1.7e9);
    server.is_healthy();
}

#[test]
fn open_connection_is_in_the_metrics_until_it_closes() {
    let folder = folder();
    let (server, metrics) = watched(&mut program(&folder));
    let open = || Scrape::of(metrics).0["vestibule_connections_open"];
    let connection = server.connect();
    until(|| open() == 1.0);
    drop(connection);
    until(|| open() == 0.0);
}

#[track_caller]
fn until(is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + FOR_EVER;
    while !is_so() {
        assert!(Instant::now() < deadline, "it never was so");
    }
}

#[test]
fn failing_database_shows_in_the_metrics_and_does_not_fail_the_scrape() {
    let folder = folder();
    let (server, metrics) = watched(&mut program(&folder));
    let database = server.database();
    database.execute("ALTER TABLE vestibule_emails RENAME TO elsewhere");
    let now = Scrape::of(metrics);
    now.says("vestibule_database_up", 0.0);
    assert!(now.0["vestibule_emails_waiting"].is_nan());
    assert!(now.0["vestibule_emails_oldest_age_seconds"].is_nan());
    now.is_at_least("vestibule_database_errors_total{kind=\"other\"}", 1.0);
    database.execute("ALTER TABLE elsewhere RENAME TO vestibule_emails");
    Scrape::of(metrics).says("vestibule_database_up", 1.0);
}

#[test]
fn rejected_email_is_counted_and_not_retried() {
    let folder = folder();
    let mail_server = MailServer::start();
    mail_server.be(SmtpBehavior::Refusing);
    let mut command = program(&folder);
    mail_server.serves(&mut command);
    let (server, metrics) = watched(&mut command);
    let tries = |outcome| format!("vestibule_emails_total{{outcome=\"{outcome}\"}}");
    let is = |row: String, count: f64| until(|| Scrape::of(metrics).0[&row] == count);
    is(tries("refused"), 0.0);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    is(tries("refused"), 1.0);
    is(tries("sent"), 0.0);
    is(
        "vestibule_events_total{kind=\"email_undeliverable\"}".into(),
        1.0,
    );
    is("vestibule_emails_waiting".into(), 0.0);
}

#[test]
fn undelivered_email_shows_in_the_metrics() {
    let folder = folder();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = closed.local_addr().unwrap();
    drop(closed);
    let mut command = program(&folder);
    serves(address, &mut command);
    let (server, metrics) = watched(&mut command);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    until(|| Scrape::of(metrics).0["vestibule_emails_total{outcome=\"failed\"}"] == 1.0);
    until(|| Scrape::of(metrics).0["vestibule_emails_oldest_age_seconds"] >= 1.0);
    Scrape::of(metrics).says("vestibule_emails_waiting", 1.0);
}

#[test]
fn metrics_port_and_public_port_are_separate() {
    let folder = folder();
    let (server, metrics) = watched(&mut program(&folder));
    assert_ne!(server.address, metrics);
    server.browser().get("/metrics").has_status(404);
    assert_eq!(server.listeners(), 2);
    let mut inside = Browser::new(metrics);
    inside.get("/login").has_status(404);
    inside.get("/").has_status(404);
    inside.post("/metrics", &[]).has_status(405);
}

#[test]
fn metrics_are_off_by_default() {
    let folder = folder();
    let server = Server::start(&folder);
    assert_eq!(server.listeners(), 1);
    server.browser().get("/metrics").has_status(404);
}

#[test]
fn occupied_metrics_port_is_reported() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let reason = format!("cannot listen on {address} (METRICS_LISTEN)");
    refuses(program(&folder).env("METRICS_LISTEN", &address), &reason);
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn each_metric_has_a_help_text() {
    let folder = folder();
    let (server, metrics) = watched(&mut program(&folder));
    a_short_day(&server);
    let page = Browser::new(metrics).get("/metrics").body;
    for name in Scrape::of(metrics).names() {
        assert!(page.contains(&format!("# HELP {name} ")), "{name}: {page}");
    }
}
