use super::{folder, program, refuses};

#[test]
fn an_unknown_argument_is_one_clear_line() {
    let folder = folder();
    refuses(program(&folder).arg("--lisen=127.0.0.1:1"), "'--lisen'");
}

#[test]
fn a_mistyped_command_line_is_answered_with_what_was_meant_and_how_it_is_used() {
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
fn a_group_of_commands_alone_prints_its_help() {
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
