use std::process::Command;

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

/// A page of one of the shops, with its request.
struct Page {
    name: &'static str,
    shop: usize,
    path: String,
    logged_in: bool,
}

/// The first one is what the others are compared with.
fn pages(style: &str) -> [Page; 8] {
    let page = |name, shop, path: &str, logged_in| Page {
        name,
        shop,
        path: path.to_owned(),
        logged_in,
    };
    let off = "the same, `SESSION_CACHE=off`";
    [
        page("the style sheet, 10 KB, static", 0, style, false),
        page("`/healthz`, 2 bytes", 0, "/healthz", false),
        page("`/login`, unauthenticated", 0, "/login", false),
        page("`/cookies`, unauthenticated", 0, "/cookies", false),
        page("`/cookies`, logged in, SQLite", 0, "/cookies", true),
        page(off, 1, "/cookies", true),
        page("`/cookies`, logged in, PostgreSQL", 2, "/cookies", true),
        page(off, 3, "/cookies", true),
    ]
}

/// The path of the style sheet, whose name contains a hash of its content.
fn style_of(shop: &Shop) -> String {
    let url = format!("http://127.0.0.1:{}/login", shop.program.port);
    let curl = Command::new("curl").args(["--silent", &url]).output();
    let page = String::from_utf8(curl.unwrap().stdout).unwrap();
    let mut links = page.split('"');
    let style = links.find(|link| link.ends_with(".css"));
    style.expect("a style sheet").to_owned()
}

struct Shop {
    program: Program,
    cookies: String,
    _folder: TempDir,
}

impl Shop {
    fn open(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = program::shop(PROGRAM, folder.path());
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

/// Measures pages for visitors and for logged-in users.
pub(crate) fn run() {
    let databases = ["on", "off"].map(Postgres::create);
    let off = ("SESSION_CACHE", "off");
    let mut shops = vec![Shop::open(&[]), Shop::open(&[off])];
    if let [Some(on), Some(none)] = &databases {
        shops.push(Shop::open(&[("DATABASE_URL", &on.url())]));
        shops.push(Shop::open(&[("DATABASE_URL", &none.url()), off]));
    } else {
        println!("without PostgreSQL: POSTGRES_URL names no server");
    }
    let pages = pages(&style_of(&shops[0]));
    let pages: Vec<_> = pages
        .iter()
        .filter(|page| page.shop < shops.len())
        .collect();
    let mut rates = vec![Rounds::default(); pages.len()];
    for round in 1..=ROUNDS {
        for (page, rates) in pages.iter().zip(&mut rates) {
            let shop = &shops[page.shop];
            let cookies = if page.logged_in { &shop.cookies } else { "" };
            let outcome = Load::page(&page.path, cookies).run(shop.program.port, SECONDS);
            println!("{round}: {}: {:.0}", page.name, outcome.rate);
            rates.0.push(outcome.rate);
        }
    }
    let rows = pages.iter().zip(&rates);
    let rows: Vec<_> = rows
        .map(|(page, own)| Row::new(page.name, own, &rates[0]))
        .collect();
    let table = report::table(
        [
            "page",
            "pages per second",
            "relative to the style sheet",
            "range",
        ],
        &rows,
    );
    report::write("pages", &format!("{table}\n{}.", machine::description()));
    chart::bars(
        "pages",
        "Pages per second, relative to the static style sheet",
        &rows,
    );
}
