use std::{fs, path::Path, process::Command, thread};

use tempfile::TempDir;

use super::{
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
/// People who log in while somebody reads.
const STORM: u32 = 64;
/// The one that pages are compared with.
const PEER: &str = "axum-login";

/// The shop as ours, or one of `peers` made of another library.
struct Shop {
    name: String,
    program: Program,
    static_page: &'static str,
    cookies: String,
    statics: Rounds,
    pages: Rounds,
    log_ins: Rounds,
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
            program,
            static_page,
            cookies,
            statics: Rounds::default(),
            pages: Rounds::default(),
            log_ins: Rounds::default(),
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
            let storm = Load::log_ins(STORM).run(port, STORM_SECONDS);
            self.log_ins.0.push(storm.rate);
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
            self.log_ins.median(),
            self.waits.median(),
            self.program.peak_memory()
        )
    }
}

/// The same shop of other libraries, on the same core in the same run.
pub(crate) fn run() {
    let here = Path::new(".");
    let mut off = program::shop(PROGRAM, here);
    off.env("SESSIONS_IN_MEMORY", "off");
    let mut shops = vec![
        Shop::open("Vestibule", &mut program::shop(PROGRAM, here), "/healthz"),
        Shop::open("Vestibule, `SESSIONS_IN_MEMORY=off`", &mut off, "/healthz"),
    ];
    for (name, mut command) in peers() {
        shops.push(Shop::open(&name, &mut command, "/static-page"));
    }
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}");
        shops.iter_mut().for_each(Shop::round);
    }
    let peer = shops.iter().find(|shop| shop.name == PEER);
    let peer = peer.expect("the peer that pages are compared with");
    let rows: String = shops.iter().map(|shop| shop.row(peer)).collect();
    let table = format!(
        "| per second, on one core | static page | page, logged in | of {PEER} | log-ins | \
         `GET /login` meanwhile, 99 % | memory |\n|---|--:|--:|--:|--:|--:|--:|\n{rows}\n{}.",
        machine::description()
    );
    report::write("peers", &table);
}

/// Those that can be installed here.
fn peers() -> Vec<(String, Command)> {
    let mut peers = Vec::new();
    for name in [PEER, "better-auth", "flask-login", "django"] {
        let Some(run) = install(name) else {
            println!("without {name}, which can not be installed here");
            continue;
        };
        peers.push((name.to_owned(), run()));
        if name == "better-auth" {
            let mut cached = run();
            cached.env("COOKIE_CACHE", "on");
            peers.push((format!("{name}, with its cookie cache"), cached));
        }
    }
    peers
}

/// How to start it, once it is installed.
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
