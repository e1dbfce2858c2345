use tempfile::TempDir;

use super::{
    chart,
    database::Postgres,
    machine::{self, PROGRAM},
    person::register,
    program::{self, Program},
    report::{self, Row},
    rounds::Rounds,
    wrk::Load,
};

const ROUNDS: usize = 7;
const SECONDS: u32 = 3;

/// A page of one of the shops, as somebody asks for it.
struct Page {
    name: &'static str,
    shop: usize,
    path: &'static str,
    logged_in: bool,
}

const fn page(name: &'static str, shop: usize, path: &'static str, logged_in: bool) -> Page {
    Page {
        name,
        shop,
        path,
        logged_in,
    }
}

/// The first one is what the others are compared with.
const PAGES: [Page; 7] = [
    page("`/healthz`, 2 bytes, no session", 0, "/healthz", false),
    page("`/login`, stranger", 0, "/login", false),
    page("`/cookies`, stranger", 0, "/cookies", false),
    page("`/cookies`, logged in, SQLite", 0, "/cookies", true),
    page("the same, `SESSIONS_IN_MEMORY=off`", 1, "/cookies", true),
    page("`/cookies`, logged in, PostgreSQL", 2, "/cookies", true),
    page("the same, `SESSIONS_IN_MEMORY=off`", 3, "/cookies", true),
];

struct Shop {
    program: Program,
    cookies: String,
    _folder: TempDir,
}

impl Shop {
    fn open(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = program::shop(PROGRAM, folder.path());
        command.env("SECRET_KEY", "b9Xq2Lr7Wz4Tn8Vc1Mh6Yd3Fg5Js0PaQe");
        command.envs(settings.iter().copied());
        let program = Program::start(&mut command, "/healthz");
        let cookies = register(program.port, 0);
        Self {
            program,
            cookies,
            _folder: folder,
        }
    }
}

/// What pages cost, for strangers and for people who are logged in.
pub(crate) fn run() {
    let databases = ["on", "off"].map(Postgres::create);
    let off = ("SESSIONS_IN_MEMORY", "off");
    let mut shops = vec![Shop::open(&[]), Shop::open(&[off])];
    if let [Some(on), Some(none)] = &databases {
        shops.push(Shop::open(&[("DATABASE_URL", &on.url())]));
        shops.push(Shop::open(&[("DATABASE_URL", &none.url()), off]));
    } else {
        println!("without PostgreSQL: POSTGRES_URL names no server");
    }
    let pages: Vec<_> = PAGES
        .iter()
        .filter(|page| page.shop < shops.len())
        .collect();
    let mut rates = vec![Rounds::default(); pages.len()];
    for round in 1..=ROUNDS {
        for (page, rates) in pages.iter().zip(&mut rates) {
            let shop = &shops[page.shop];
            let cookies = if page.logged_in { &shop.cookies } else { "" };
            let outcome = Load::page(page.path, cookies).run(shop.program.port, SECONDS);
            println!("{round}: {}: {:.0}", page.name, outcome.rate);
            rates.0.push(outcome.rate);
        }
    }
    let rows = pages.iter().zip(&rates);
    let rows: Vec<_> = rows
        .map(|(page, own)| Row::new(page.name, own, &rates[0]))
        .collect();
    let table = report::table(
        ["page", "per second", "of `/healthz`", "least to most"],
        &rows,
    );
    report::write("pages", &format!("{table}\n{}.", machine::description()));
    chart::bars("pages", "Pages per second, of /healthz", &rows);
}
