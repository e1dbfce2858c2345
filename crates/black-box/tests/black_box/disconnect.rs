use std::{
    hash::{BuildHasher, RandomState},
    io::Read,
    net::Shutdown,
    thread,
    time::Duration,
};

use super::{
    browser::{ALICE, PASSWORD, credentials},
    server::{Server, folder, unlimited},
};

const IMPATIENT: usize = 300;
/// The length of the hashing queue on one core, plus the hash that is being computed.
const HASHING_PLACES: usize = 65;

#[test]
fn client_that_disconnects_at_any_moment_leaves_no_partial_state() {
    let folder = folder();
    let mut server = Server::run_on_one_core(&mut unlimited(&folder));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    let random = RandomState::new();
    thread::scope(|scope| {
        for client in 0..3 {
            let (server, random) = (&server, &random);
            scope.spawn(move || {
                for number in (0..IMPATIENT).filter(|number| number % 3 == client) {
                    hang_up(server, number, random.hash_one(number));
                }
            });
        }
    });

    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
    // No connection holds the write lock.
    let database = server.database();
    database.execute("BEGIN IMMEDIATE");
    database.execute("ROLLBACK");
    // No request holds a place in the hashing queue.
    let browser = server.browser();
    let form = browser.request("POST", "/login", &credentials(ALICE, PASSWORD));
    let asked: Vec<_> = (0..HASHING_PLACES)
        .map(|_| browser.ask(&form).unwrap())
        .collect();
    for asked in asked {
        asked.answer().unwrap().leads_to("/");
    }
    server.is_healthy();
}

/// Sends a part of a form or all of it, and disconnects at once, later, or with a reset.
fn hang_up(server: &Server, number: usize, chance: u64) {
    let browser = server.browser();
    let email = format!("person{number}@example.com");
    let form = match number % 2 {
        0 => browser.request("POST", "/login", &credentials(ALICE, PASSWORD)),
        _ => browser.request("POST", "/register", &credentials(&email, PASSWORD)),
    };
    let chance = usize::try_from(chance % (1 << 20)).unwrap();
    // Half of the clients send the whole form.
    let sent = (chance % (2 * form.len())).min(form.len());
    let mut stream = browser.ask(&form[..sent]).unwrap().0;
    match chance % 3 {
        // Closing with unread data resets the connection.
        0 => {}
        1 => stream.shutdown(Shutdown::Write).unwrap(),
        _ => {
            let moment = Duration::from_micros((chance % 60_000) as u64 + 1);
            stream.set_read_timeout(Some(moment)).unwrap();
            let _ = stream.read(&mut [0]);
        }
    }
}
