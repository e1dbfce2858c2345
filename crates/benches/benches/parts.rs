//! The cost of the parts of a response in one thread, without a network: a page without a session, one
//! for a logged-in user, a login without and with its hash, and both ways to detect a commit of another
//! process on SQLite. A minimal application is measured in the same run for comparison.
//!
//! `just parts` runs it.

use std::{fs::File, os::unix::fs::FileExt};

use axum::{Router, routing::get};
use cookieshop::shop;
use divan::Bencher;
use tokio::runtime::{Builder, Runtime};
use vestibule::{
    SessionCaching,
    sea_orm::sqlx::{self, Connection, SqliteConnection},
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
    fn new(sessions: SessionCaching) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let site = runtime.block_on(site(async |builder: vestibule::Builder| {
            let least = Router::new().route("/least", get(async || "ok"));
            let builder = builder.session_caching(sessions).rate_limits(false);
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
    let bench = Bench::new(SessionCaching::Exact);
    bench.page(bencher, &mut bench.site.visitor(), "/least");
}

#[divan::bench]
fn b_anonymous_page(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionCaching::Exact);
    bench.page(bencher, &mut bench.site.visitor(), "/cookies");
}

#[divan::bench]
fn c_page_of_a_logged_in_user(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionCaching::Exact);
    bench.page(bencher, &mut bench.alice(), "/cookies");
}

#[divan::bench]
fn d_the_same_without_the_session_cache(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionCaching::Off);
    bench.page(bencher, &mut bench.alice(), "/cookies");
}

#[divan::bench(sample_size = 1)]
fn e_a_login_without_its_hash(bencher: Bencher<'_, '_>) {
    let bench = Bench::new(SessionCaching::Exact);
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

/// A database with a write-ahead log, and an open connection.
fn sqlite(runtime: &Runtime) -> (tempfile::TempDir, SqliteConnection) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/bench.db?mode=rwc", folder.path().display());
    let connection = runtime.block_on(async {
        let mut connection = SqliteConnection::connect(&url).await?;
        for sql in [
            "PRAGMA journal_mode = WAL",
            "CREATE TABLE sample (id INTEGER)",
        ] {
            sqlx::query(sql).execute(&mut connection).await?;
        }
        Ok::<_, sqlx::Error>(connection)
    });
    (folder, connection.unwrap())
}

/// The header of the index of the write-ahead log, which each page reads.
#[divan::bench]
fn g_the_header_of_the_wal_index(bencher: Bencher<'_, '_>) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let (folder, _connection) = sqlite(&runtime);
    let index = File::open(folder.path().join("bench.db-shm")).unwrap();
    bencher.bench_local(|| {
        let mut header = [0; 48];
        index.read_exact_at(&mut header, 0).map(|()| header)
    });
}

/// The documented way, on an open connection.
#[divan::bench]
fn h_pragma_data_version(bencher: Bencher<'_, '_>) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let (_folder, mut connection) = sqlite(&runtime);
    bencher.bench_local(|| {
        let version = sqlx::query_scalar("PRAGMA data_version");
        let version: i64 = runtime
            .block_on(version.fetch_one(&mut connection))
            .unwrap();
        version
    });
}
