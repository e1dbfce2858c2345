//! The cost of the main paths, in units that are the same on every machine: allocations of the
//! thread that answers, database statements, bytes of the response. A change that raises one
//! of them fails this test. If the increase is intended, change the number here and say why.
//!
//! `just cost` prints the numbers.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use allocation_counter::measure;
use cookieshop::shop;
use tokio::runtime::{Builder, Runtime};
use vestibule::{
    SessionCaching,
    sea_orm::{
        DatabaseConnection,
        sqlx::{
            SqlitePool,
            sqlite::{SqliteConnectOptions, SqliteJournalMode},
        },
    },
    test::{Answer, Client, PASSWORD, Site, site},
};

const EMAIL: &str = "alice@example.com";
/// Warm-up: caches and pools fill.
const WARM_UP: usize = 3;
/// The minimum counts, because a map sometimes doubles.
const ROUNDS: usize = 5;
/// The tolerance of allocations and bytes, in percent: a new version of a dependency may need one more.
const MARGIN: u64 = 10;

#[derive(Clone, Copy, Debug)]
struct Cost {
    allocations: u64,
    statements: usize,
    bytes: u64,
}

impl Cost {
    const fn of(allocations: u64, statements: usize, bytes: u64) -> Self {
        Self {
            allocations,
            statements,
            bytes,
        }
    }
}

/// An application on a thread of its own, whose statements are counted.
struct Counted {
    site: Site,
    statements: Arc<AtomicUsize>,
    runtime: Runtime,
    _folder: tempfile::TempDir,
}

impl Counted {
    fn new(sessions: SessionCaching) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let statements = Arc::<AtomicUsize>::default();
        let site = runtime.block_on(async {
            let pool = counting_pool(folder.path(), statements.clone()).await;
            let opened = site(async |builder: vestibule::Builder| {
                shop(builder.database(pool).session_caching(sessions)).await
            });
            opened.await
        });
        Self {
            site,
            statements,
            runtime,
            _folder: folder,
        }
    }

    fn visitor(&self) -> Client {
        self.site.visitor()
    }

    fn alice(&self) -> Client {
        self.runtime.block_on(self.site.logged_in(EMAIL))
    }

    /// The cost of a step after a few repetitions.
    fn cost(&self, mut step: impl AsyncFnMut() -> Answer) -> Cost {
        for _ in 0..WARM_UP {
            self.runtime.block_on(step());
        }
        let rounds = (0..ROUNDS).map(|_| {
            let before = self.statements.load(Ordering::Relaxed);
            let mut answer = None;
            let counted = measure(|| answer = Some(self.runtime.block_on(step())));
            Cost {
                allocations: counted.count_total,
                statements: self.statements.load(Ordering::Relaxed) - before,
                bytes: size(&answer.unwrap()),
            }
        });
        rounds.min_by_key(|cost| cost.allocations).unwrap()
    }
}

async fn counting_pool(folder: &Path, statements: Arc<AtomicUsize>) -> DatabaseConnection {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("shop.sqlite3"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true);
    let mut pool: DatabaseConnection = SqlitePool::connect_with(options).await.unwrap().into();
    pool.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    pool
}

fn size(answer: &Answer) -> u64 {
    let headers = answer.headers().iter();
    let headers = headers.map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
    (headers.sum::<usize>() + answer.body().len()) as u64
}

#[track_caller]
#[allow(clippy::print_stdout, reason = "`just cost` shows it")]
fn within(what: &str, cost: Cost, expected: Cost) {
    println!("{what}: {cost:?}");
    let most = |expected: u64| expected + expected * MARGIN / 100;
    let grew = cost.allocations > most(expected.allocations)
        || cost.statements > expected.statements
        || cost.bytes > most(expected.bytes);
    assert!(!grew, "{what} cost {expected:?}, and costs {cost:?}");
}

#[test]
fn anonymous_page_needs_no_query() {
    let shop = Counted::new(SessionCaching::Exact);
    let mut visitor = shop.visitor();
    let cost = shop.cost(async || visitor.get("/cookies").await);
    within("a page for a visitor", cost, Cost::of(61, 0, 8_565));
}

#[test]
fn cached_page_of_a_logged_in_user_needs_no_query() {
    let shop = Counted::new(SessionCaching::Exact);
    let mut alice = shop.alice();
    let cost = shop.cost(async || alice.get("/cookies").await);
    within("a page for a logged-in user", cost, Cost::of(80, 0, 8_599));
}

#[test]
fn page_without_the_session_cache_needs_one_query() {
    let shop = Counted::new(SessionCaching::Off);
    let mut alice = shop.alice();
    let cost = shop.cost(async || alice.get("/cookies").await);
    within(
        "the same, without sessions in memory",
        cost,
        Cost::of(109, 1, 8_599),
    );
}

#[test]
fn cost_of_a_login_is_unchanged() {
    let shop = Counted::new(SessionCaching::Exact);
    let mut alice = shop.alice();
    let form = [("email", EMAIL), ("password", PASSWORD)];
    let cost = shop.cost(async || {
        let answer = alice.post("/login", &form).await;
        assert_eq!(answer.status(), 303);
        answer
    });
    within("a login", cost, Cost::of(501, 7, 662));
}

#[test]
fn cost_of_a_registration_is_unchanged() {
    let shop = Counted::new(SessionCaching::Exact);
    let mut people = 0;
    let cost = shop.cost(async || {
        people += 1;
        let email = format!("person{people}@example.com");
        let form = [
            ("email", email.as_str()),
            ("password", PASSWORD),
            ("password_confirmation", PASSWORD),
        ];
        let answer = shop.visitor().post("/register", &form).await;
        assert_eq!(answer.status(), 303);
        answer
    });
    within("a registration", cost, Cost::of(436, 4, 861));
}
