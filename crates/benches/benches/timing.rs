//! Whether the response time discloses that an address has an account: the whole application over SQLite
//! with real hashes gets requests for an address with an account and for one without, in pairs in random
//! order.
//!
//! `just timing` runs it; a number of pairs may follow. It has no pass or fail, and prints a confidence
//! interval. If 1 is far outside of the interval, on a quiet machine, there is a leak.

#![allow(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::time::Instant;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use tower::ServiceExt;
use vestibule::{Disclosure, EmailVerification};
use vestibule_domain::TokenSource;
use vestibule_memory::SeededTokenSource;

const PAIRS: usize = 500;
/// Warm-up, which is not measured: caches and pools fill.
const WARM_UP: usize = 20;
const RESAMPLES: usize = 2_000;
const KNOWN: &str = "alice@example.com";

/// A request about an address.
struct Question {
    name: &'static str,
    path: &'static str,
    /// The other fields of the form.
    fields: &'static str,
    status: StatusCode,
}

const QUESTIONS: [Question; 4] = [
    Question {
        name: "login",
        path: "/login",
        fields: "&password=a+wrong+password",
        status: StatusCode::UNPROCESSABLE_ENTITY,
    },
    Question {
        name: "registration",
        path: "/register",
        fields: "&password=seven+green+lamps&password_confirmation=seven+green+lamps",
        status: StatusCode::SEE_OTHER,
    },
    Question {
        name: "forgotten password",
        path: "/forgot-password",
        fields: "",
        status: StatusCode::SEE_OTHER,
    },
    Question {
        name: "verification",
        path: "/verify-email/resend",
        fields: "",
        status: StatusCode::SEE_OTHER,
    },
];

#[tokio::main]
async fn main() {
    let given = std::env::args().find_map(|argument| argument.parse().ok());
    let pairs: usize = given.unwrap_or(PAIRS);
    let folder = tempfile::tempdir().unwrap();
    let app = vestibule::builder()
        .database_url(format!("sqlite://{}/db", folder.path().display()))
        .email_verification(EmailVerification::Required)
        .disclosure(Disclosure::None)
        .build()
        .await
        .unwrap()
        .mount(Router::new());
    let chance = Chance(SeededTokenSource::new(7));
    let [_, registration, ..] = &QUESTIONS;
    ask(&app, registration, KNOWN).await;
    println!("{pairs} pairs each, medians in µs, ratio known / unknown");
    println!(
        "{:<20} {:>10} {:>10} {:>8} {:>18} {:>22}",
        "", "known", "unknown", "ratio", "95 % of the ratio", "P(known is slower)"
    );
    for question in &QUESTIONS {
        let (known, unknown) = measure(&app, question, pairs, &chance).await;
        report(question.name, &known, &unknown, &chance);
    }
}

/// In µs, one per pair.
async fn measure(
    app: &Router,
    question: &Question,
    pairs: usize,
    chance: &Chance,
) -> (Vec<f64>, Vec<f64>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..WARM_UP + pairs {
        // Of the same length, and never requested before.
        let absent = format!("{}{number:04}@example.com", &question.name[..1]);
        let mut times = [0.0; 2];
        let first = chance.below(2);
        for which in [first, 1 - first] {
            let email = if which == 0 { KNOWN } else { &absent };
            times[which] = ask(app, question, email).await;
        }
        if number >= WARM_UP {
            known.push(times[0]);
            unknown.push(times[1]);
        }
    }
    (known, unknown)
}

async fn ask(app: &Router, question: &Question, email: &str) -> f64 {
    let Question {
        path,
        fields,
        status,
        ..
    } = question;
    let request = Request::post(*path)
        .header("host", "localhost")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("email={email}{fields}")))
        .unwrap();
    let started = Instant::now();
    let answer = app.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), *status, "{path}");
    to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    started.elapsed().as_secs_f64() * 1e6
}

fn report(name: &str, known: &[f64], unknown: &[f64], chance: &Chance) {
    let (one, other) = (median(known.to_vec()), median(unknown.to_vec()));
    let (low, high) = interval(known, unknown, chance);
    let slower = slower(known, unknown);
    println!(
        "{name:<20} {one:>10.0} {other:>10.0} {:>8.3} {:>18} {slower:>22.3}",
        one / other,
        format!("{low:.3} to {high:.3}")
    );
}

/// The bootstrap interval of the ratio of the medians.
fn interval(known: &[f64], unknown: &[f64], chance: &Chance) -> (f64, f64) {
    let resample = |_| {
        let drawn: Vec<_> = known.iter().map(|_| chance.below(known.len())).collect();
        let of = |times: &[f64]| median(drawn.iter().map(|number| times[*number]).collect());
        of(known) / of(unknown)
    };
    let mut ratios: Vec<_> = (0..RESAMPLES).map(resample).collect();
    ratios.sort_by(f64::total_cmp);
    (
        ratios[RESAMPLES / 40],
        ratios[RESAMPLES - 1 - RESAMPLES / 40],
    )
}

/// The share of all pairs in which the known address took longer (the U of Mann and Whitney); 0.5 means
/// no difference.
fn slower(known: &[f64], unknown: &[f64]) -> f64 {
    let longer = |one: &f64| unknown.iter().filter(|other| one > other).count();
    let wins: usize = known.iter().map(longer).sum();
    wins as f64 / (known.len() * unknown.len()) as f64
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The same random numbers in each run.
struct Chance(SeededTokenSource);

impl Chance {
    fn below(&self, limit: usize) -> usize {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes).unwrap();
        u32::from_le_bytes(bytes) as usize % limit
    }
}
