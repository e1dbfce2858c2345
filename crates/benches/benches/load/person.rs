use std::{fs, process::Command};

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A client that fails where the answer is an error, and shows nothing.
pub(crate) fn curl() -> Command {
    let mut curl = Command::new("curl");
    curl.args([
        "--silent",
        "--show-error",
        "--fail",
        "--output",
        "/dev/null",
    ]);
    curl.args(["--retry", "5", "--retry-connrefused"]);
    curl
}

/// As many as `logins.lua` knows.
const PEOPLE: usize = 16;

/// Registers all who log in, and gives the cookies of one of them.
pub(crate) fn register_people(port: u16) -> String {
    (1..PEOPLE).for_each(|number| drop(register(port, number)));
    register(port, 0)
}

/// Registers somebody, reads the page that follows, and gives the cookies of a browser that is
/// logged in from then on, as a request sends them.
pub(crate) fn register(port: u16, number: usize) -> String {
    let jar = tempfile::NamedTempFile::new().unwrap();
    let email = format!("email=person{number}@example.com");
    for (path, fields) in [
        (
            "/register",
            vec![("password", PASSWORD), ("password_confirmation", PASSWORD)],
        ),
        ("/login", vec![("password", PASSWORD)]),
        ("/cookies", vec![]),
    ] {
        let mut curl = curl();
        curl.args(["--header", "Sec-Fetch-Site: same-origin"]);
        curl.arg("--cookie")
            .arg(jar.path())
            .arg("--cookie-jar")
            .arg(jar.path());
        if !fields.is_empty() {
            curl.args(["--data-urlencode", &email]);
        }
        for (name, value) in fields {
            curl.args(["--data-urlencode", &format!("{name}={value}")]);
        }
        curl.arg(format!("http://127.0.0.1:{port}{path}"));
        assert!(curl.status().unwrap().success(), "{curl:?}");
    }
    let jar = fs::read_to_string(jar.path()).unwrap();
    let pairs = jar.lines().filter_map(|line| {
        let columns: Vec<_> = line.trim_start_matches("#HttpOnly_").split('\t').collect();
        let [_, _, _, _, _, name, value] = columns[..] else {
            return None;
        };
        Some(format!("{name}={value}"))
    });
    pairs.collect::<Vec<_>>().join("; ")
}
