use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::{
    browser::{Answer, Browser, PASSWORD},
    server::FOR_EVER,
};

/// Maximum latency of a page with a database that does not answer: `DATABASE_TIMEOUT` (one second in
/// these tests), two seconds more, and a margin for a busy machine.
const AT_MOST: Duration = Duration::from_secs(10);

/// Clients that use the site without pause while its database fails. Each response must be complete and
/// in time.
pub(crate) struct Crowd {
    people: Vec<JoinHandle<()>>,
    known: Arc<Known>,
}

#[derive(Default)]
struct Known {
    enough: AtomicBool,
    /// Completed actions by the number of the client.
    done: [AtomicUsize; 4],
    /// Addresses whose registration was confirmed.
    accounts: Mutex<Vec<String>>,
}

/// Sends a request, whose response must be in time.
#[track_caller]
pub(crate) fn in_time(ask: impl FnOnce() -> Answer) -> Answer {
    let asked = Instant::now();
    let answer = ask();
    let took = asked.elapsed();
    assert!(took < AT_MOST, "{took:?} for {answer:#?}");
    answer
}

/// No request is redirected to the login page, and no browser loses the session cookie.
#[track_caller]
pub(crate) fn is_unavailable(answer: &Answer) {
    answer.is_unavailable_with_retry_after();
    let mut cookies = answer.set_cookies().into_iter();
    let is_lost = cookies.any(|cookie| cookie.starts_with("vestibule_session="));
    assert!(!is_lost, "{answer:#?}");
}

impl Crowd {
    /// `member` is logged in, and `account` is an address to log in with.
    pub(crate) fn gather(member: &Browser, visitor: &Browser, account: &str) -> Self {
        let known = Arc::new(Known::default());
        let (mut reader, email) = (member.clone(), account.to_owned());
        let (newcomer, returning, mut visitor) =
            (visitor.clone(), visitor.clone(), visitor.clone());
        let mut count = 0;
        let accounts = known.clone();
        let people = vec![
            live(&known, 0, move || accepted(|| reader.get("/settings"), 200)),
            live(&known, 1, move || {
                accepted(|| returning.clone().log_in(&email, PASSWORD), 303)
            }),
            live(&known, 2, move || {
                count += 1;
                let email = format!("newcomer{count}@example.com");
                let is_in = accepted(|| newcomer.clone().register(&email, PASSWORD), 303);
                if is_in {
                    accounts.accounts.lock().unwrap().push(email);
                }
                is_in
            }),
            live(&known, 3, move || {
                visitor.get("/login").has_status(200);
                visitor.get("/healthz").has_status(200);
                true
            }),
        ];
        Self { people, known }
    }

    /// Waits until each client has completed another action.
    #[track_caller]
    pub(crate) fn wait_for_progress(&self) {
        let deadline = Instant::now() + FOR_EVER;
        for (person, done) in self.people.iter().zip(&self.known.done) {
            let before = done.load(Ordering::Relaxed);
            while done.load(Ordering::Relaxed) < before + 5 {
                assert!(!person.is_finished(), "a client got a wrong answer");
                assert!(Instant::now() < deadline, "a client is stuck");
                thread::sleep(Duration::from_millis(10));
            }
        }
    }

    /// Stops the clients, and returns the addresses whose registration was confirmed.
    pub(crate) fn stop(self) -> Vec<String> {
        self.known.enough.store(true, Ordering::Relaxed);
        for person in self.people {
            person.join().expect("a client got a wrong answer");
        }
        self.known.accounts.lock().unwrap().clone()
    }
}

fn live(
    known: &Arc<Known>,
    number: usize,
    mut act: impl FnMut() -> bool + Send + 'static,
) -> JoinHandle<()> {
    let known = known.clone();
    thread::spawn(move || {
        while !known.enough.load(Ordering::Relaxed) {
            if act() {
                known.done[number].fetch_add(1, Ordering::Relaxed);
            }
        }
    })
}

/// Whether the action succeeded; otherwise the response must say that it failed.
#[track_caller]
fn accepted(ask: impl FnOnce() -> Answer, status: u16) -> bool {
    let answer = in_time(ask);
    if answer.status == status {
        assert!(!answer.header("location").contains("login"), "{answer:#?}");
        return true;
    }
    is_unavailable(&answer);
    false
}
