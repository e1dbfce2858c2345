use std::{fs, process::Command};

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A client that fails on an error response, and prints nothing.
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

/// The number of users in `logins.lua`.
const PEOPLE: usize = 16;

/// Registers all users who log in, and returns the cookies of one of them.
pub(crate) fn register_people(port: u16) -> String {
    (1..PEOPLE).for_each(|number| drop(register(port, number)));
    register(port, 0)
}

/// Registers a user, reads the next page, and returns the cookies of the logged-in browser, in the form
/// of a `Cookie` header.
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
