use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

use super::{
    browser::{ALICE, Browser, PASSWORD, credentials, new_password},
    client_load::is_unavailable,
    daemon::until,
    galera::Cluster,
    outage::{has_whole_rows, is_ready_again},
};

/// A read waits until the node has applied what the other nodes have committed.
const IN_STEP: &[&str] = &["--wsrep-sync-wait=7"];

/// A user who changes the password repeatedly.
struct Person {
    email: String,
    /// The last acknowledged password, and those that were sent since without an answer.
    passwords: Vec<String>,
}

/// Registers, and changes the password until told to end or until no server answers.
fn live(
    mut browser: Browser,
    email: String,
    over: &AtomicBool,
    done: &AtomicUsize,
) -> Option<Person> {
    let form = browser.request("POST", "/register", &credentials(&email, PASSWORD));
    let answer = browser.try_to(&form).ok()?;
    if answer.status != 303 {
        answer.is_unavailable_with_retry_after();
        return None;
    }
    let mut passwords = vec![PASSWORD.to_owned()];
    for number in 0.. {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let new = format!("a new password, number {number}");
        let fields = new_password(&passwords[0], &new);
        let form = browser.request("POST", "/settings/password", &fields);
        match browser.try_to(&form) {
            Ok(answer) if answer.status == 303 => {
                answer.leads_to("/settings");
                passwords = vec![new];
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok(answer) => {
                answer.is_unavailable_with_retry_after();
                passwords.push(new);
                break;
            }
            // The server was killed.
            Err(_) => {
                passwords.push(new);
                break;
            }
        }
    }
    Some(Person { email, passwords })
}

/// One address is registered through all servers at once. Some may be down.
fn is_one_account(servers: &[Browser], round: usize) {
    let email = format!("all{round}@example.com");
    let asked: Vec<_> = (0..9)
        .filter_map(|number| {
            let browser = &servers[number % 3];
            let form = credentials(&email, PASSWORD);
            let form = browser.request("POST", "/register", &form);
            browser.ask(&form).ok()
        })
        .collect();
    let answers = asked.into_iter().filter_map(|asked| asked.answer().ok());
    let welcome = answers.filter(|answer| match answer.status.as_u16() {
        303 => true,
        422 => false,
        _ => {
            answer.is_unavailable_with_retry_after();
            false
        }
    });
    assert!(welcome.count() <= 1, "{email} is two people's");
}

#[test]
fn acknowledged_change_survives_the_loss_of_a_node_and_a_server() {
    let mut cluster = Cluster::start(IN_STEP);
    let (over, done) = (AtomicBool::new(false), AtomicUsize::new(0));
    let people = Mutex::new(Vec::new());
    let servers: Vec<_> = (0..3).map(|number| cluster.browser(number)).collect();
    thread::scope(|scope| {
        for person in 0..6 {
            let (servers, people, over, done) = (&servers, &people, &over, &done);
            scope.spawn(move || {
                for life in 0.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let email = format!("person{person}-{life}@example.com");
                    let browser = servers[(person + life) % 3].clone();
                    let lived = live(browser, email, over, done);
                    people.lock().unwrap().extend(lived);
                }
            });
        }
        let faults = scope.spawn(|| {
            (0..5).for_each(|round| is_one_account(&servers, round));
            let enough = done.load(Ordering::Relaxed) + 30;
            until("passwords are changed", || {
                done.load(Ordering::Relaxed) > enough
            });
            cluster.nodes[2].kill();
            cluster.servers[1].kill();
            (5..8).for_each(|round| is_one_account(&servers, round));
            is_ready_again(&mut cluster.servers[0].browser());
            let enough = done.load(Ordering::Relaxed) + 10;
            until("passwords are changed again", || {
                done.load(Ordering::Relaxed) > enough
            });
        });
        let faults = faults.join();
        // Also after a failure, because the threads would run forever.
        over.store(true, Ordering::Relaxed);
        faults.unwrap();
    });

    let people = people.into_inner().unwrap();
    let emails: Vec<_> = people.iter().map(|person| person.email.clone()).collect();
    for node in &cluster.nodes[..2] {
        has_whole_rows(node, &emails);
        let twice = "SELECT count(*) - count(DISTINCT email_canonical) FROM vestibule_users";
        assert_eq!(node.sql().number(twice), 0);
    }
    for person in &people {
        let is_known = person.passwords.iter().any(|password| {
            let answer = cluster.browser(0).log_in(&person.email, password);
            answer.status == 303
        });
        assert!(is_known, "{}: none of {:?}", person.email, person.passwords);
    }
}

#[test]
fn login_on_one_node_during_a_password_change_on_another_opens_no_session() {
    let cluster = Cluster::start(IN_STEP);
    let mut alice = cluster.browser(0);
    let mut old = PASSWORD.to_owned();
    alice.register(ALICE, &old).leads_to("/");
    let (mut opened, mut refused) = (0, 0);
    for round in 0..40 {
        let new = format!("a new password, number {round}");
        let (browsers, changed) = thread::scope(|scope| {
            let racing: Vec<_> = (0..12)
                .map(|number| {
                    let mut browser = cluster.browser(1 + number % 2);
                    let old = &old;
                    scope.spawn(move || {
                        let status = browser.log_in(ALICE, old).status;
                        (status == 303).then_some(browser)
                    })
                })
                .collect();
            let changed = alice.change_password(&old, &new);
            let racing = racing
                .into_iter()
                .filter_map(|racing| racing.join().unwrap());
            (racing.collect::<Vec<_>>(), changed)
        });
        if changed.status != 303 {
            changed.is_unavailable_with_retry_after();
            refused += 1;
            continue;
        }
        for mut browser in browsers {
            opened += 1;
            assert!(!browser.is_logged_in(), "with an old password");
        }
        old = new;
    }
    assert!(
        opened > 0 && refused < 20,
        "{opened} logins, {refused} changes"
    );
}

#[test]
fn change_on_one_node_applies_on_all_nodes_at_the_next_request() {
    let cluster = Cluster::start(IN_STEP);
    cluster.browser(0).register(ALICE, PASSWORD).leads_to("/");
    for round in 0..60 {
        let mut here = cluster.browser(round);
        here.log_in(ALICE, PASSWORD).leads_to("/");
        let mut there = here.at(cluster.servers[(round + 1) % 3].address);
        assert!(there.is_logged_in(), "round {round}");
        there.post("/logout", &[]).leads_to("/login");
        assert!(!here.is_logged_in(), "round {round}");
    }
}

#[test]
fn node_without_quorum_returns_503() {
    let mut cluster = Cluster::start(IN_STEP);
    let mut alice = cluster.browser(0);
    alice.register(ALICE, PASSWORD).leads_to("/");
    cluster.nodes[1].kill();
    cluster.nodes[2].kill();
    // The node waits for the others until it considers them lost.
    let mut alone = cluster.browser(0);
    until("it is not ready", || alone.get("/readyz").status == 503);
    is_unavailable(&alice.get("/settings"));
    is_unavailable(&cluster.browser(0).log_in(ALICE, PASSWORD));
    alone.get("/login").has_status(200);
    cluster.servers[0].is_healthy();
}
