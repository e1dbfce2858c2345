use std::{
    thread,
    time::{Duration, Instant},
};

use super::{
    browser::{ALICE, Answer, Asked, Browser, PASSWORD, credentials},
    server::{FOR_EVER, Server, folder, program, unlimited},
};

/// Sends `count` logins, each over its own connection, before it reads a response.
fn send_logins(browser: &Browser, count: usize, password: &str) -> Vec<Asked> {
    let form = browser.request("POST", "/login", &credentials(ALICE, password));
    let connections: Vec<_> = (0..count).map(|_| browser.ask("").unwrap()).collect();
    let send = |mut asked: Asked| {
        asked.send(&form).unwrap();
        asked
    };
    connections.into_iter().map(send).collect()
}

fn answers(asked: Vec<Asked>) -> impl Iterator<Item = Answer> {
    asked.into_iter().map(|asked| asked.answer().unwrap())
}

#[test]
fn flood_of_logins_uses_bounded_memory_and_delays_no_page() {
    let folder = folder();
    let mut server = Server::run_on_one_core(&mut unlimited(&folder));
    let mut reader = server.browser();
    reader.register(ALICE, PASSWORD).leads_to("/");

    let right = send_logins(&server.browser(), 32, PASSWORD);
    let wrong = send_logins(&server.browser(), 32, "mistyped-but-nearly-right");
    for _ in 0..20 {
        server.browser().get("/login").has_status(200);
        reader.get("/settings").has_status(200);
    }
    for answer in answers(right) {
        answer.leads_to("/");
    }
    for answer in answers(wrong) {
        answer.has_status(422);
    }
    let peak = server.peak_memory_kib();
    assert!(peak < 100 * 1024, "{peak} KiB were resident");
    server.is_healthy();
}

/// Several times: an allocator may return memory after the first storm, and keep it after the next.
#[test]
fn memory_of_each_login_is_released() {
    const HASH_KIB: u64 = 19_456;
    let folder = folder();
    let server = Server::run_on_one_core(&mut unlimited(&folder));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    for _ in 0..2 {
        server.browser().log_in(ALICE, PASSWORD).leads_to("/");
        let taken = server.memory_kib();
        let deadline = Instant::now() + FOR_EVER;
        while server.memory_kib() + HASH_KIB * 3 / 4 > taken {
            assert!(Instant::now() < deadline, "{taken} KiB are kept");
            thread::sleep(Duration::from_millis(100));
        }
    }
}

#[test]
fn full_queue_answers_with_retry_after() {
    let folder = folder();
    let mut server = Server::run_on_one_core(&mut unlimited(&folder));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let (mut served, mut refused) = (0, 0);
    for answer in answers(send_logins(&server.browser(), 1_000, PASSWORD)) {
        if answer.status == 303 {
            served += 1;
        } else {
            answer.is_unavailable_with_retry_after();
            answer.shows("Something went wrong on our side while logging you in.");
            refused += 1;
        }
    }
    assert!(served >= 64, "{served} of those who came first were served");
    assert!(refused > 0);
    let peak = server.peak_memory_kib();
    assert!(peak < 200 * 1024, "{peak} KiB were resident");
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
    server.is_healthy();
}

#[test]
fn flood_of_guesses_is_limited_before_hashing() {
    let folder = folder();
    let mut server = Server::run_on_one_core(&mut program(&folder));
    let mut reader = server.browser();
    reader.register(ALICE, PASSWORD).leads_to("/");
    let guesses = send_logins(&server.browser(), 500, "mistyped-but-nearly-right");
    let answers = answers(guesses).map(|answer| answer.status);
    let tried = answers.filter(|status| *status != 429).count();
    assert_eq!(tried, 10, "the rest was told to wait");
    let failures = server
        .database()
        .number("SELECT failures FROM vestibule_users");
    assert_eq!(failures, 10, "none was lost, and none was one too many");
    assert!(reader.is_logged_in());
    server.is_healthy();
}

#[test]
fn full_limit_table_does_not_forget_limits() {
    let folder = folder();
    let mut server = Server::start(&folder);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    for _ in 0..10 {
        server.browser().log_in(ALICE, "wrong").has_status(422);
    }
    server.kill();
    let server = Server::start(&folder);
    server.browser().log_in(ALICE, PASSWORD).has_status(429);
}
