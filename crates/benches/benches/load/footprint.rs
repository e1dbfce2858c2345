use super::{
    machine::{self, PROGRAM},
    person::register,
    program::{self, Program},
    report,
    rounds::Rounds,
    wrk::Load,
};

const STARTS: usize = 21;
const REQUESTS: f64 = 1e6;
const SECONDS: u32 = 5;

/// Measures the start with an existing database, and the memory of the program.
pub(crate) fn run() {
    let folder = tempfile::tempdir().unwrap();
    let start = || Program::start(&mut program::shop(PROGRAM, folder.path()), "/healthz");
    drop(start()); // which makes the database
    let starts = (0..STARTS).map(|_| start().start.as_secs_f64() * 1e3);
    let starts = Rounds(starts.collect());

    let program = start();
    let idle = program.memory();
    let cookies = register(program.port, 0);
    let hashed = program.memory();
    let mut sent = 0.0;
    while sent < REQUESTS {
        let outcome = Load::page("/cookies", &cookies).run(program.port, SECONDS);
        sent += outcome.rate * f64::from(SECONDS);
    }
    let loaded = program.memory();
    let table = format!(
        "| what | measured | target |\n|---|--:|--:|\n\
         | time from start to first response | {:.0} ms ({:.0} to {:.0}) | 50 ms |\n\
         | resident memory, idle | {idle:.1} MiB | 16 MiB |\n\
         | resident memory after the first password | {hashed:.1} MiB | |\n\
         | resident memory after a million pages for an authenticated user | {loaded:.1} MiB | 32 MiB |\n\n{}.",
        starts.median(),
        starts.least(),
        starts.most(),
        machine::description()
    );
    report::write("footprint", &table);
}
