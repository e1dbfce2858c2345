use super::{
    hash_loop,
    machine::{self, BOTH, PROGRAM},
    person::register_people,
    program::{self, Program},
    report::{self, Row},
    rounds::Rounds,
    wrk::Load,
};

const ROUNDS: usize = 7;
const SECONDS: u32 = 3;
/// Number of clients that log in while another client reads.
const STORM: u32 = 64;

/// Compares logins per second with hashes per second, and measures the latency of a client that reads meanwhile.
pub(crate) fn run() {
    let places = [("one core", PROGRAM, 1), ("two cores", BOTH, 2)];
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (name, cores, threads) in places {
        let folder = tempfile::tempdir().unwrap();
        let mut command = program::shop(cores, folder.path());
        let program = Program::start(&mut command, "/healthz");
        register_people(program.port);
        let (mut bare, mut served) = (Rounds::default(), Rounds::default());
        let mut waits = Rounds::default();
        for round in 1..=ROUNDS {
            bare.0.push(hash_loop::rate(threads, SECONDS));
            let (storm, reader) = std::thread::scope(|scope| {
                let reader = scope.spawn(|| Load::reader("/login").run(program.port, 2 * SECONDS));
                let storm = Load::logins(STORM).run(program.port, 2 * SECONDS);
                (storm, reader.join().unwrap())
            });
            println!("{round}: {name}: {storm:?}, GET /login: {reader:?}");
            served.0.push(storm.rate);
            waits.0.push(reader.p99);
        }
        rows.push(Row::new(name, &served, &bare));
        let (median, least, most) = (waits.median(), waits.least(), waits.most());
        let memory = program.peak_memory();
        lines.push(format!(
            "- {name}: {median:.1} ms ({least:.1} to {most:.1}), {memory:.0} MiB\n"
        ));
    }
    let heads = [
        "64 concurrent logins",
        "logins per second",
        "relative to the bare hash loop",
        "range",
    ];
    let table = report::table(heads, &rows);
    let lines = lines.concat();
    let meanwhile =
        "99th percentile of the latency of `GET /login` during the logins, and maximum memory";
    let machine = machine::description();
    let text = format!("{table}\n{meanwhile}:\n\n{lines}\n{machine}.");
    report::write("logins", &text);
}
