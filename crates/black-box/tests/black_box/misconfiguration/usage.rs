use super::{folder, program, refuses};

#[test]
fn unknown_argument_is_reported_on_one_line() {
    let folder = folder();
    refuses(program(&folder).arg("--lisen=127.0.0.1:1"), "'--lisen'");
}

#[test]
fn mistyped_command_gets_a_suggestion_and_usage() {
    let folder = folder();
    for (line, reasons) in [
        (
            "--lisen=1",
            ["similar argument exists: '--listen'", "usage: vestibule"],
        ),
        (
            "usrs list",
            ["similar subcommand exists: 'users'", "usage: vestibule"],
        ),
        (
            "users lst",
            [
                "similar subcommand exists: 'list'",
                "usage: vestibule users",
            ],
        ),
        (
            "users create",
            ["not provided: <EMAIL>", "usage: vestibule users create"],
        ),
        ("users create alice", ["like alice@example.com", "'--help'"]),
        (
            "users show alice",
            ["like alice@example.com", "`users list`"],
        ),
        (
            "sessions revoke",
            ["<ACCOUNT|--all>", "usage: vestibule sessions revoke"],
        ),
        (
            "sessions revoke a@example.com --all",
            ["cannot be used with '--all'", "usage: "],
        ),
        (
            "invite --lifetime soon",
            ["like 30s, 15min, 12h or 14days", "'--help'"],
        ),
        ("tune --memory lots", ["like 64MiB", "'--help'"]),
        ("tune --time 250", ["like 30s", "'--help'"]),
        (
            "check --snippet apache",
            ["possible values: nginx, caddy, traefik", "'--help'"],
        ),
    ] {
        for reason in reasons {
            refuses(program(&folder).args(line.split(' ')), reason);
        }
    }
}

#[test]
fn command_group_without_a_command_prints_help() {
    let folder = folder();
    for (group, command) in [("users", "create"), ("sessions", "revoke")] {
        for environment in [
            &[][..],
            &[("SITE_NAME", "Shop"), ("PUBLIC_URL", "http://localhost")],
        ] {
            let said = program(&folder)
                .arg(group)
                .envs(environment.iter().copied())
                .output()
                .unwrap();
            let help = String::from_utf8(said.stderr).unwrap();
            assert_eq!(said.status.code(), Some(2), "{help}");
            assert!(
                help.contains(&format!("Usage: vestibule {group}")),
                "{help}"
            );
            assert!(help.contains(command), "{help}");
        }
    }
}
