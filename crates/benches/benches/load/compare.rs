use std::{fs, path::Path, process::Command, thread};

use tempfile::TempDir;

use super::{
    database::Postgres,
    machine::{self, PROGRAM, pinned},
    person::register_people,
    program::{self, Program},
    report::{self, thousands},
    rounds::Rounds,
    wrk::Load,
};

const ROUNDS: usize = 3;
const SECONDS: u32 = 3;
const STORM_SECONDS: u32 = 8;
/// Number of clients that log in while another client reads.
const STORM: u32 = 64;
/// The shop that the others are compared with.
const PEER: &str = "axum-login";
const PEER_ON_POSTGRES: &str = "axum-login, PostgreSQL";

/// A shop: ours, or one of `peers`, made with another library.
struct Shop {
    name: String,
    /// The shop that it is compared with, on the same database if both support it.
    peer: &'static str,
    program: Program,
    static_page: &'static str,
    cookies: String,
    statics: Rounds,
    pages: Rounds,
    logins: Rounds,
    waits: Rounds,
    _folder: TempDir,
}

impl Shop {
    fn open(name: &str, command: &mut Command, static_page: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Program::start(command.current_dir(folder.path()), static_page);
        let cookies = register_people(program.port);
        println!("{name}: {:.1} MiB", program.memory());
        Self {
            name: name.to_owned(),
            peer: match name.contains("PostgreSQL") {
                true => PEER_ON_POSTGRES,
                false => PEER,
            },
            program,
            static_page,
            cookies,
            statics: Rounds::default(),
            pages: Rounds::default(),
            logins: Rounds::default(),
            waits: Rounds::default(),
            _folder: folder,
        }
    }

    fn round(&mut self) {
        let port = self.program.port;
        let rate = |path, cookies| Load::page(path, cookies).run(port, SECONDS).rate;
        self.statics.0.push(rate(self.static_page, ""));
        self.pages.0.push(rate("/cookies", &self.cookies));
        thread::scope(|scope| {
            let reader = scope.spawn(|| Load::reader("/login").run(port, STORM_SECONDS));
            let storm = Load::logins(STORM).run(port, STORM_SECONDS);
            self.logins.0.push(storm.rate);
            self.waits.0.push(reader.join().unwrap().p99);
        });
        self.program.rests();
    }

    fn row(&self, peer: &Self) -> String {
        let ratio = self.pages.over(&peer.pages);
        format!(
            "| {} | {} | {} | {:.2} ({:.2} to {:.2}) | {:.1} | {:.0} ms | {:.0} MiB |\n",
            self.name,
            thousands(self.statics.median()),
            thousands(self.pages.median()),
            ratio.median(),
            ratio.least(),
            ratio.most(),
            self.logins.median(),
            self.waits.median(),
            self.program.peak_memory()
        )
    }
}

/// Measures the same shop made with other libraries, on the same core in the same run.
pub(crate) fn run() {
    let databases: Vec<_> = ["on", "off", "peer"]
        .iter()
        .map_while(|purpose| Postgres::create(purpose))
        .collect();
    let mut shops = ours(&databases);
    for (name, mut command) in peers(databases.last()) {
        shops.push(Shop::open(&name, &mut command, "/static-page"));
    }
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}");
        shops.iter_mut().for_each(Shop::round);
    }
    let rows = shops.iter().map(|shop| {
        let peer = shops.iter().find(|other| other.name == shop.peer);
        shop.row(peer.expect("the peer that pages are compared with"))
    });
    let rows: String = rows.collect();
    let table = format!(
        "| per second, on one core | static page | page, logged in | relative to {PEER}, same database | logins | \
         99th percentile of `GET /login` during logins | memory |\n|---|--:|--:|--:|--:|--:|--:|\n{rows}\n{}.",
        machine::description()
    );
    report::write("peers", &table);
}

/// Ours, with the defaults and without the session cache.
fn ours(databases: &[Postgres]) -> Vec<Shop> {
    let shop = || program::shop(PROGRAM, Path::new("."));
    let off = ("SESSION_CACHE", "off");
    let mut shops = vec![
        Shop::open("Vestibule", &mut shop(), "/healthz"),
        Shop::open(
            "Vestibule, `SESSION_CACHE=off`",
            shop().envs([off]),
            "/healthz",
        ),
    ];
    if let [on, none, ..] = databases {
        let on = ("DATABASE_URL", &*on.url());
        let none = ("DATABASE_URL", &*none.url());
        shops.push(Shop::open(
            "Vestibule, PostgreSQL",
            shop().envs([on]),
            "/healthz",
        ));
        shops.push(Shop::open(
            "Vestibule, PostgreSQL, `SESSION_CACHE=off`",
            shop().envs([none, off]),
            "/healthz",
        ));
    }
    shops
}

/// Those whose programs can be installed here.
fn peers(database: Option<&Postgres>) -> Vec<(String, Command)> {
    let mut peers = Vec::new();
    for name in [PEER, "better-auth", "flask-login", "django"] {
        let Some(run) = install(name) else {
            println!("without {name}, which can not be installed here");
            continue;
        };
        peers.push((name.to_owned(), run()));
        if let (PEER, Some(database)) = (name, database) {
            let mut postgres = run();
            postgres.env("DATABASE_URL", database.url());
            peers.push((PEER_ON_POSTGRES.to_owned(), postgres));
        }
        if name == "better-auth" {
            let mut cached = run();
            cached.env("COOKIE_CACHE", "on");
            peers.push((format!("{name}, with its cookie cache"), cached));
        }
    }
    peers
}

/// The command that starts it after the installation.
fn install(name: &str) -> Option<impl Fn() -> Command> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("benches/peers")
        .join(name);
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("peers")
        .join(name);
    fs::create_dir_all(&place).unwrap();
    let mut make = Command::new(scripts.join("make.sh"));
    let made = make.arg(&place).current_dir(&scripts).status().unwrap();
    let start = move || {
        let mut run = pinned(
            PROGRAM,
            scripts.join("run.sh").to_str().expect("a path in UTF-8"),
        );
        run.arg(&place);
        run
    };
    made.success().then_some(start)
}
