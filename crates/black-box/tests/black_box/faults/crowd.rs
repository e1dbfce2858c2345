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

/// What a page may take with a database that does not answer: `DATABASE_TIMEOUT` (these tests
/// set it to a second), two seconds beyond, and what a machine adds that does much else.
const AT_MOST: Duration = Duration::from_secs(10);

/// People who use the site without a pause, whatever happens to its database. Each answer
/// that they get must be a whole one, in time.
pub(crate) struct Crowd {
    people: Vec<JoinHandle<()>>,
    known: Arc<Known>,
}

#[derive(Default)]
struct Known {
    enough: AtomicBool,
    /// What each of the people has done, by their number.
    done: [AtomicUsize; 4],
    /// The addresses whose owners were told that they have an account.
    accounts: Mutex<Vec<String>>,
}

/// Asks for something, in time.
#[track_caller]
pub(crate) fn in_time(ask: impl FnOnce() -> Answer) -> Answer {
    let asked = Instant::now();
    let answer = ask();
    let took = asked.elapsed();
    assert!(took < AT_MOST, "{took:?} for {answer:#?}");
    answer
}

/// Nobody is sent to the login page or loses the session's cookie.
#[track_caller]
pub(crate) fn is_unavailable(answer: &Answer) {
    answer.asks_to_come_again();
    let mut cookies = answer.set_cookies().into_iter();
    let is_lost = cookies.any(|cookie| cookie.starts_with("vestibule_session="));
    assert!(!is_lost, "{answer:#?}");
}

impl Crowd {
    /// `member` is somebody who is logged in, `account` an address to log in with.
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

    /// Waits until each of them has got something done, from now on.
    #[track_caller]
    pub(crate) fn goes_on(&self) {
        let deadline = Instant::now() + FOR_EVER;
        for (person, done) in self.people.iter().zip(&self.known.done) {
            let before = done.load(Ordering::Relaxed);
            while done.load(Ordering::Relaxed) < before + 5 {
                assert!(!person.is_finished(), "somebody got a wrong answer");
                assert!(Instant::now() < deadline, "somebody is stuck");
                thread::sleep(Duration::from_millis(10));
            }
        }
    }

    /// Ends it. The addresses that were registered, as far as their owners know.
    pub(crate) fn disperse(self) -> Vec<String> {
        self.known.enough.store(true, Ordering::Relaxed);
        for person in self.people {
            person.join().expect("somebody got a wrong answer");
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

/// Whether it was done; if not, the answer says honestly that it could not be.
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
