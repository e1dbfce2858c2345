use std::{
    collections::BTreeSet,
    net::TcpListener,
    time::{Duration, Instant},
};

use super::{
    accounts::denies,
    browser::{ALICE, Browser, PASSWORD},
    mail_server::{MailServer, SmtpBehavior},
    misconfiguration::refuses,
    server::{Server, folder, program},
};

const NEW: &str = "a whole new password";

/// A server that sends its emails to this mail server.
fn site(mail_server: &MailServer, folder: &tempfile::TempDir) -> Server {
    let mut command = program(folder);
    mail_server.serves(&mut command);
    Server::run(&mut command)
}

fn ask_for_a_reset(browser: &mut Browser, email: &str) {
    browser
        .post("/forgot-password", &[("email", email)])
        .leads_to("/mail-sent");
}

fn reset(browser: &mut Browser, token: &str, password: &str) -> super::browser::Answer {
    let fields = [
        ("token", token),
        ("password", password),
        ("password_confirmation", password),
    ];
    browser.post("/reset-password", &fields)
}

#[test]
fn user_returns_by_a_password_reset() {
    let (mail_server, folder) = (MailServer::start(), folder());
    let mut server = site(&mail_server, &folder);
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let verification = mail_server.next();
    assert_eq!(verification.to, ALICE);

    let mut elsewhere = server.browser();
    ask_for_a_reset(&mut elsewhere, ALICE);
    let email = mail_server.next();
    assert_eq!(email.to, ALICE);
    assert_eq!(email.header("Auto-Submitted"), "auto-generated");
    let (link, token) = (email.link(), email.token());
    // An email scanner opens the link first.
    server.browser().get(&link).has_status(200);
    elsewhere.get(&link).has_status(200);
    reset(&mut elsewhere, &token, NEW).leads_to("/login");

    assert!(!alice.is_logged_in(), "all sessions end");
    reset(&mut elsewhere, &token, PASSWORD).has_status(410);
    elsewhere.get(&link).has_status(410);
    elsewhere.log_in(ALICE, PASSWORD).has_status(422);
    elsewhere.log_in(ALICE, NEW).leads_to("/");
    let notice = mail_server.next();
    assert_eq!(notice.to, ALICE);

    server.is_healthy();
    let log = server.log();
    assert!(!log.contains(&token), "a link is a password");
    assert!(!log.contains(&verification.token()), "a link is a password");
}

#[test]
fn response_time_does_not_disclose_whether_an_email_was_sent() {
    let (mail_server, folder) = (MailServer::start(), folder());
    let server = site(&mail_server, &folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    mail_server.next();
    let answer = |email: &str| {
        let mut answer = server
            .browser()
            .post("/forgot-password", &[("email", email)]);
        answer.headers.remove("date");
        (answer.status, answer.headers, answer.body)
    };
    assert_eq!(answer(ALICE), answer("nobody@example.com"));
    assert_eq!(mail_server.next().to, ALICE);
    mail_server.gets_nothing_within(Duration::from_millis(300));
}

#[test]
fn hanging_mail_server_delays_no_page() {
    let (mail_server, folder) = (MailServer::start(), folder());
    mail_server.be(SmtpBehavior::Silent);
    let mut server = site(&mail_server, &folder);
    let started = Instant::now();
    for number in 0..8 {
        let email = format!("person{number}@example.com");
        server.browser().register(&email, PASSWORD).leads_to("/");
        ask_for_a_reset(&mut server.browser(), &email);
    }
    // The server would wait most of a minute for each email.
    assert!(started.elapsed() < Duration::from_secs(30));
    server.is_healthy();
}

#[test]
fn email_to_a_mailbox_that_does_not_exist_is_given_up_and_recorded() {
    let (mail_server, folder) = (MailServer::start(), folder());
    mail_server.be(SmtpBehavior::Refusing);
    let server = site(&mail_server, &folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let deadline = Instant::now() + super::server::FOR_EVER;
    while !server.log().contains("email_undeliverable") {
        assert!(Instant::now() < deadline, "{}", server.log());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The mail server comes back after the program was killed: a confirmed email is still sent.
#[test]
fn queued_email_survives_kill_9() {
    let (mail_server, folder) = (MailServer::start(), folder());
    mail_server.be(SmtpBehavior::Starting);
    let mut command = program(&folder);
    mail_server.serves(&mut command);
    let mut server = Server::run(&mut command);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    ask_for_a_reset(&mut server.browser(), ALICE);
    // A server that is killed while it sends keeps its lease of the email for two minutes.
    let deadline = Instant::now() + super::server::FOR_EVER;
    while server
        .log()
        .matches("email delivery failed; retrying")
        .count()
        < 2
    {
        assert!(Instant::now() < deadline, "{}", server.log());
        std::thread::sleep(Duration::from_millis(20));
    }
    server.kill();

    mail_server.be(SmtpBehavior::Polite);
    let mut server = Server::run(&mut command);
    // At the second attempt, ten seconds after the first.
    let sent = [mail_server.next(), mail_server.next()];
    let reset_email = sent
        .iter()
        .find(|email| email.link().starts_with("/reset-password"));
    let token = reset_email.expect("the email that was promised").token();
    reset(&mut server.browser(), &token, NEW).leads_to("/login");
    server.is_healthy();
}

#[test]
fn two_servers_with_one_outbox_send_each_email_once() {
    let (mail_server, folder) = (MailServer::start(), folder());
    let servers = [site(&mail_server, &folder), site(&mail_server, &folder)];
    let people: Vec<_> = (0..24).map(|n| format!("person{n}@example.com")).collect();
    for (number, email) in people.iter().enumerate() {
        let mut browser = servers[number % 2].browser();
        browser.register(email, PASSWORD).leads_to("/");
    }
    let mut told: Vec<_> = people.iter().map(|_| mail_server.next()).collect();
    mail_server.gets_nothing_within(Duration::from_secs(1));
    told.extend(mail_server.all());
    let ids: BTreeSet<_> = told
        .iter()
        .map(|email| email.header("Message-ID"))
        .collect();
    assert_eq!((told.len(), ids.len()), (people.len(), people.len()));
    let addressees: BTreeSet<_> = told.iter().map(|email| email.to.clone()).collect();
    assert_eq!(addressees, people.into_iter().collect());
}

#[test]
fn email_without_a_mail_server_is_in_the_log() {
    let folder = folder();
    let mut server = Server::run(program(&folder).env("LOG_FORMAT", "human"));
    assert!(server.log().contains("emails are written to this log"));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let deadline = Instant::now() + super::server::FOR_EVER;
    while !server.log().contains("/verify-email?token=") {
        assert!(Instant::now() < deadline, "{}", server.log());
        std::thread::sleep(Duration::from_millis(20));
    }
    server.is_healthy();
}

#[test]
fn public_site_without_a_mail_server_fails_with_the_remedy() {
    let folder = folder();
    let mut command = program(&folder);
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    command.env("PUBLIC_URL", "http://accounts.example");
    let server = Server::run_at(&mut command, address);
    let page = server.browser().get("/forgot-password");
    page.has_status(200);
    page.hides("<input");
    assert!(server.log().contains("users cannot reset a password"));
}

#[test]
fn operator_creates_a_link_for_a_user_without_email() {
    let folder = folder();
    let server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let made = program(&folder).args(["users", "reset", ALICE]).output();
    let made = made.unwrap();
    assert!(made.status.success(), "{made:?}");
    let link = String::from_utf8(made.stdout).unwrap();
    let (_, token) = link.trim().split_once("/reset-password?token=").unwrap();
    reset(&mut server.browser(), token, NEW).leads_to("/login");
    server.browser().log_in(ALICE, NEW).leads_to("/");

    let unknown = "nobody@example.com";
    denies(
        &folder,
        &format!("users reset {unknown}"),
        &format!("no account has the address {unknown}"),
    );
    let nonsense = ["users", "reset", "nonsense"];
    refuses(program(&folder).args(nonsense), "one @ with a name before");
}
