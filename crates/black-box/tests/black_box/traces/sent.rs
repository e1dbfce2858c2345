use std::{net::TcpListener, process::Command};

use rustix::process::Signal;

use super::{
    browser::{ALICE, PASSWORD},
    collector::Collector,
    misconfiguration::error_of,
    server::{Server, folder, program},
};

const SECRET_QUERY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn traced(command: &mut Command, collector: std::net::SocketAddr) -> Server {
    Server::run(command.env("OTEL_EXPORTER_OTLP_ENDPOINT", format!("http://{collector}")))
}

#[test]
fn trace_has_routes_and_times_and_no_personal_data() {
    let (folder, collector) = (folder(), Collector::start());
    let mut command = program(&folder);
    command.env("OTEL_SERVICE_NAME", "cookie-shop");
    let mut server = traced(&mut command, collector.address);
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    let mut secrets = vec![browser.token().to_owned()];
    browser.get("/settings?secret=hunter2").has_status(200);
    let revoke = "/settings/sessions/019a0000-0000-7000-8000-000000000000/revoke";
    browser.post(revoke, &[]);
    browser.get(&format!("/reset-password?token={SECRET_QUERY}"));
    browser.log_in(ALICE, "not the password").has_status(422);
    secrets.push(browser.token().to_owned());
    browser.get("/made-up").has_status(404);
    server
        .database()
        .execute("ALTER TABLE vestibule_sessions RENAME TO elsewhere");
    browser.get("/settings").has_status(503);
    server.signal(Signal::TERM);
    assert!(server.wait().success(), "{}", server.log());

    let sent = collector.taken();
    let spans = [
        "POST /register",
        "GET /settings",
        "POST /login",
        "hash",
        "unit",
        "query",
    ];
    let route = "POST /settings/sessions/{id}/revoke";
    let words = [
        "http.route",
        "http.request.method",
        "http.response.status_code",
        "request_id",
    ];
    let names = [
        "cookie-shop",
        "POST /v1/traces",
        "application/x-protobuf",
        "GET unmatched",
    ];
    for text in spans.into_iter().chain([route]).chain(words).chain(names) {
        assert!(sent.contains(text), "{text}: {sent}");
    }
    secrets.extend(
        [
            ALICE,
            "alice",
            PASSWORD,
            "not the password",
            "hunter2",
            SECRET_QUERY,
            "127.0.0.1",
        ]
        .map(str::to_owned),
    );
    secrets.extend(["019a0000", "made-up", "SELECT", "no such table"].map(str::to_owned));
    // The `Host` of the request to the collector is that of the collector.
    let sent = sent.replace(&collector.address.to_string(), "");
    for secret in secrets {
        assert!(!sent.contains(&secret), "{secret}: {sent}");
    }
}

#[test]
fn without_a_collector_no_trace_is_sent() {
    let (folder, collector) = (folder(), Collector::start());
    let mut server = Server::run(program(&folder).env("OTEL_SERVICE_NAME", "cookie-shop"));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    server.signal(Signal::TERM);
    assert!(server.wait().success(), "{}", server.log());
    assert_eq!(collector.taken(), "");
}

#[test]
fn unavailable_collector_delays_no_request() {
    let folder = folder();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = closed.local_addr().unwrap();
    drop(closed);
    let mut server = traced(&mut program(&folder), address);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    server.is_healthy();
    server.signal(Signal::TERM);
    assert!(server.wait().success(), "{}", server.log());
}

#[test]
fn invalid_collector_url_is_reported_on_one_line() {
    let folder = folder();
    let mut command = program(&folder);
    command.env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://not an address");
    let output = command.output().unwrap();
    let line = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(error_of(&line).starts_with("invalid OTEL_EXPORTER_OTLP_ENDPOINT"));
}
