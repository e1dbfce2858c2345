//! What the parts of an answer cost in one thread, without a network: a page for a stranger, one for
//! somebody who is logged in, a log-in without and with its hash. The least that an application
//! answers stands beside them, from the same run.
//!
//! `just parts` runs it.

use axum::{Router, routing::get};
use cookieshop::shop;
use divan::Bencher;
use tokio::runtime::{Builder, Runtime};
use vestibule::{
    SessionsInMemory,
    test::{Client, PASSWORD, Site, site},
};

const EMAIL: &str = "alice@example.com";

fn main() {
    divan::main();
}

struct Bench {
    runtime: Runtime,
    site: Site,
}

impl Bench {
    fn new(sessions: SessionsInMemory) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let site = runtime.block_on(site(async |builder: vestibule::Builder| {
            let least = Router::new().route("/least", get(async || "ok"));
            let builder = builder.sessions_in_memory(sessions).rate_limits(false);
            let shop = shop(builder).await?;
            Ok::<_, Box<dyn std::error::Error>>(shop.merge(least))
        }));
        Self { runtime, site }
    }

    fn alice(&self) -> Client {
        self.runtime.block_on(self.site.logged_in(EMAIL))
    }

    fn page(&self, bencher: Bencher<'_, '_>, client: &mut Client, path: &str) {
        bencher.bench_local(|| self.runtime.block_on(client.get(path)));
    }
}

#[divan::bench]
fn a_the_least_that_an_application_answers(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionsInMemory::Exact);
    bench.page(bencher, &mut bench.site.stranger(), "/least");
}

#[divan::bench]
fn b_a_page_for_a_stranger(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionsInMemory::Exact);
    bench.page(bencher, &mut bench.site.stranger(), "/cookies");
}

#[divan::bench]
fn c_a_page_for_somebody_who_is_logged_in(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionsInMemory::Exact);
    bench.page(bencher, &mut bench.alice(), "/cookies");
}

#[divan::bench]
fn d_the_same_without_sessions_in_memory(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionsInMemory::Off);
    bench.page(bencher, &mut bench.alice(), "/cookies");
}

#[divan::bench(sample_size = 1)]
fn e_a_log_in_without_its_hash(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionsInMemory::Exact);
    let mut alice = bench.alice();
    let form = [("email", EMAIL), ("password", PASSWORD)];
    bencher.bench_local(|| {
        let answer = bench.runtime.block_on(alice.post("/login", &form));
        assert_eq!(answer.status(), 303);
    });
}

#[divan::bench(sample_size = 1)]
fn f_the_hash_of_a_password(bencher: Bencher<'_, '_>) {
    let params = argon2::Params::default();
    let mut memory = vec![argon2::Block::new(); params.block_count()];
    let argon2 = argon2::Argon2::from(params);
    bencher.bench_local(|| {
        let (salt, mut hash) = (b"0123456789abcdef", [0; 32]);
        let hashed = argon2.hash_password_into_with_memory(
            PASSWORD.as_bytes(),
            salt,
            &mut hash,
            &mut memory,
        );
        hashed.map(|()| hash)
    });
}
