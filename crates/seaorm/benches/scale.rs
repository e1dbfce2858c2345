//! The latency of the queries of a page, a login and a registration with a thousand and with a million
//! accounts, and of a login during a purge.
//!
//! `just scale` runs it: on SQLite, and on the servers at `POSTGRES_URL` and `MARIADB_URL`. Numbers of
//! accounts may follow. It creates its own databases, and drops them at the end, also after Ctrl-C.

#![allow(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use tokio::time::sleep;
use vestibule_domain::{
    Accounts, AuthService, PasswordHasher, Policy, SessionRequest, SessionTokenHash, Store,
    Timestamp,
};
use vestibule_memory::{CheapHasher, ManualClock};
use vestibule_seaorm::{
    SeaOrmStore, connect,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement},
};

use crate::{
    accounts::{accounts, email, password, register},
    database::{TestDatabase, pool},
    filling::{NOW, SESSIONS, analyze, fill, uuid},
};

#[path = "../tests/store/accounts.rs"]
mod accounts;
#[path = "../tests/store/database.rs"]
mod database;
#[path = "../tests/store/filling.rs"]
mod filling;

const SIZES: [u32; 3] = [1_000, 100_000, 1_000_000];
/// Number of accounts per statement.
const STRIDE: u32 = 50_000;
/// The batch of the real purge.
const BATCH: u32 = 200;
const REST: Duration = Duration::from_millis(50);

#[tokio::main]
async fn main() {
    let given = std::env::args().filter_map(|argument| argument.replace('_', "").parse().ok());
    let mut sizes: Vec<u32> = given.collect();
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    tokio::select! {
        () = on_each_database(&sizes) => {}
        _ = tokio::signal::ctrl_c() => println!("stopped"),
    }
}

async fn on_each_database(sizes: &[u32]) {
    measure("SQLite", database::sqlite().await, sizes).await;
    if std::env::var_os("POSTGRES_URL").is_some() {
        measure("PostgreSQL", database::postgres().await, sizes).await;
    }
    if std::env::var_os("MARIADB_URL").is_some() {
        measure("MariaDB", database::mariadb().await, sizes).await;
    }
}

async fn measure(name: &str, database: TestDatabase, sizes: &[u32]) {
    println!("\n{name:<10}  accounts            page          login    registration");
    grow(&database, sizes).await;
    purge_beside_logins(&database, sizes.last().copied().unwrap_or(1)).await;
}

/// The medians at each size, and their ratios to those at the first size.
async fn grow(database: &TestDatabase, sizes: &[u32]) {
    let db = database.migrated().await;
    let filler = connect(&database.url, &pool(1)).await.unwrap();
    if filler.get_database_backend() == DbBackend::Sqlite {
        let in_memory = "PRAGMA cache_size = -500000; PRAGMA synchronous = OFF";
        filler.execute_unprepared(in_memory).await.unwrap();
    }
    let hash = CheapHasher::default().hash(&password(0)).await.unwrap();
    let (mut filled, mut first) = (0, None);
    for &size in sizes {
        let bar = ProgressBar::new(size.into()).with_style(
            ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} accounts, {eta}")
                .unwrap(),
        );
        while filled < size {
            bar.set_position(filled.into());
            let last = size.min(filled + STRIDE);
            fill(&filler, hash.expose(), filled + 1, last).await;
            filled = last;
        }
        analyze(&filler).await;
        settle(&filler).await;
        bar.finish_and_clear();
        let costs = costs(&db, size).await;
        let first = first.get_or_insert(costs);
        print!("{:>20}", grouped(size));
        for (cost, first) in costs.iter().zip(first) {
            let ratio = cost.as_secs_f64() / first.as_secs_f64();
            print!("{:>7.2} ms ×{ratio:<4.2}", milliseconds(*cost));
        }
        println!();
    }
}

/// Writes the pending pages of the database to disk, so that later measurements do not include it.
async fn settle(db: &DatabaseConnection) {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "PRAGMA wal_checkpoint(TRUNCATE)",
        DbBackend::Postgres => "CHECKPOINT",
        _ => "FLUSH TABLES",
    };
    db.execute_unprepared(sql).await.unwrap();
}

async fn costs(db: &DatabaseConnection, size: u32) -> [Duration; 3] {
    let store = Arc::new(SeaOrmStore::new(db.clone()));
    let accounts = server(store.clone(), size.into());
    let mut tokens = Vec::new();
    for number in 0..1_000 {
        tokens.push(token(db, some_user(number, size) * SESSIONS).await);
    }
    let page = median(3_000, async |number| {
        let found = store
            .sessions()
            .find(&tokens[number as usize % 1_000])
            .await;
        assert!(found.unwrap().is_some());
    });
    let page = page.await;
    let log_in = median(500, async |number| {
        log_in(&accounts, some_user(number, size)).await
    });
    let log_in = log_in.await;
    let registration = median(500, async |number| {
        let newcomer = email(&format!("new{number}@{size}.example.com"));
        register(&accounts, newcomer, password(0)).await;
    });
    [page, log_in, registration.await]
}

/// The slowest login while another server purges, and without a purge.
async fn purge_beside_logins(database: &TestDatabase, size: u32) {
    let purging = SeaOrmStore::new(database.migrated().await);
    let serving = SeaOrmStore::new(database.migrated().await);
    let accounts = server(Arc::new(serving), u64::MAX / 2);
    let begun = Instant::now();
    let purge = tokio::spawn(async move {
        let (now, idle_since) = (
            Timestamp::from_unix_seconds(NOW),
            Timestamp::from_unix_seconds(0),
        );
        let mut purged = 0;
        loop {
            match purging
                .sessions()
                .purge(now, idle_since, BATCH)
                .await
                .unwrap()
            {
                0 => return purged,
                batch => purged += batch,
            }
            sleep(REST).await;
        }
    });
    let mut beside = Vec::new();
    while !purge.is_finished() {
        beside.push(a_login(&accounts, beside.len(), size).await);
    }
    let (purged, took) = (purge.await.unwrap(), begun.elapsed());
    let mut alone = Vec::new();
    while alone.len() < beside.len() {
        alone.push(a_login(&accounts, alone.len(), size).await);
    }
    println!(
        "{purged} sessions purged in {:.0} s; {} logins",
        took.as_secs_f64(),
        beside.len()
    );
    for (when, mut waits) in [("beside the purge", beside), ("without it", alone)] {
        waits.sort_unstable();
        let at = |part: usize| milliseconds(waits[(waits.len() - 1) * part / 1_000]);
        println!(
            "{when:>20}: median {:.1} ms, 99 % {:.1} ms, slowest {:.1} ms",
            at(500),
            at(990),
            at(1_000)
        );
    }
}

async fn a_login(accounts: &Accounts, number: usize, size: u32) -> Duration {
    sleep(Duration::from_millis(5)).await;
    let begun = Instant::now();
    log_in(accounts, some_user(number as u32, size)).await;
    begun.elapsed()
}

async fn log_in(accounts: &Accounts, number: u32) {
    let address = email(&format!("user{number}@example.com"));
    let entered = accounts.log_in(address, password(0), SessionRequest::default());
    entered.await.unwrap();
}

fn server(store: Arc<SeaOrmStore>, seed: u64) -> Accounts {
    let clock = ManualClock::at(Timestamp::from_unix_seconds(NOW));
    accounts(
        store,
        Arc::default(),
        Arc::new(clock),
        seed,
        Policy::default(),
    )
}

/// Another account each time, spread over the table (Knuth's multiplicative hash).
fn some_user(number: u32, size: u32) -> u32 {
    number.wrapping_mul(2_654_435_769) % size + 1
}

async fn token(db: &DatabaseConnection, session: u32) -> SessionTokenHash {
    let backend = db.get_database_backend();
    let id = uuid(backend, &session.to_string());
    let sql = format!("SELECT token_hash FROM vestibule_sessions WHERE id = {id}");
    let row = db.query_one_raw(Statement::from_string(backend, sql)).await;
    let hash: Vec<u8> = row.unwrap().unwrap().try_get_by_index(0).unwrap();
    SessionTokenHash::from_bytes(hash.try_into().unwrap())
}

async fn median(times: u32, measured: impl AsyncFn(u32)) -> Duration {
    let mut took = Vec::new();
    for number in 0..times {
        let begun = Instant::now();
        measured(number).await;
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    took[took.len() / 2]
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// 1000000 as 1,000,000.
fn grouped(number: u32) -> String {
    indicatif::HumanCount(number.into()).to_string()
}
