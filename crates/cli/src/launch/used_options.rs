//! Which options of the configuration each command uses, and so has in its help.
//!
//! Every command accepts every option, because a configuration is one for all of them.

use clap::{Arg, Command};

use crate::config::{DATABASE, EMAIL, SECURITY, SERVER, SESSIONS};

/// Options outside of the groups of a command that it uses all the same.
const LOG: &str = "log_format";
const SITE: [&str; 4] = ["public_url", "site_name", "templates_dir", LOG];
const RETENTION: [&str; 4] = ["session_idle", "session_lifetime", "events_kept", LOG];

/// Adds the configuration to each command, and hides the options that the command does not use.
pub(super) fn offer(root: Command) -> Command {
    let options = root.get_arguments().cloned();
    let options: Vec<Arg> = options.map(|option| option.global(true)).collect();
    let root = offer_below(root, "", &options);
    root.mut_args(|option| option.global(true))
}

fn offer_below(command: Command, path: &str, options: &[Arg]) -> Command {
    let below = command.get_subcommands();
    let below: Vec<_> = below.map(|below| below.get_name().to_owned()).collect();
    below.into_iter().fold(command, |command, name| {
        let path = format!("{path} {name}").trim_start().to_owned();
        command.mut_subcommand(name, |command| {
            let is_group = command.has_subcommands();
            let options_here = options.iter().map(|option| {
                let is_shown = !is_group && !option.is_hide_set() && uses(&path, option);
                option.clone().hide(!is_shown)
            });
            offer_below(command.args(options_here), &path, options)
        })
    })
}

/// Whether the command with this path uses an option.
fn uses(path: &str, option: &Arg) -> bool {
    let (groups, others): (&[&str], &[&str]) = match path {
        "serve" | "check" => return true,
        "key" | "tune" | "completions" => (&[], &[]),
        "purge" => (&[DATABASE], &RETENTION),
        "users create" | "users delete" | "users reset" | "invite" => {
            (&[DATABASE, EMAIL, SECURITY], &SITE)
        }
        "import" => (&[DATABASE, SECURITY], &[LOG]),
        "sessions revoke" | "sessions list" => (&[DATABASE, SESSIONS], &[LOG]),
        _ => (&[DATABASE], &[LOG]),
    };
    let id = option.get_id().as_str();
    let heading = option.get_help_heading().unwrap_or(SERVER);
    groups.contains(&heading) || others.contains(&id)
}

#[cfg(test)]
mod tests {
    use crate::command_line;

    #[test]
    fn help_of_a_command_shows_only_options_that_it_uses() {
        for (path, shown, hidden) in [
            ("migrate", &["DATABASE_URL", "LOG_FORMAT"][..], "SMTP_URL"),
            ("purge", &["DATABASE_URL", "EVENTS_KEPT"], "LISTEN"),
            ("serve", &["LISTEN", "SMTP_URL", "SESSION_IDLE"], "nothing"),
            ("key", &[], "DATABASE_URL"),
            ("users list", &["DATABASE_URL"], "SECRET_KEY_FILE"),
            ("users create", &["PUBLIC_URL", "SMTP_URL_FILE"], "LISTEN"),
            ("users", &[], "DATABASE_URL"),
            ("import", &["PASSWORD_PEPPER_FILE"], "SMTP_URL"),
        ] {
            let mut command = command_line();
            command.build();
            let command = path.split(' ').fold(&mut command, |command, name| {
                command.find_subcommand_mut(name).unwrap()
            });
            let help = command.render_long_help().to_string();
            for name in shown {
                assert!(help.contains(&format!("[env: {name}")), "{path}: {name}");
            }
            assert!(
                !help.contains(&format!("[env: {hidden}")),
                "{path}: {hidden}"
            );
            assert!(!help.contains("[env: SECRET_KEY]"), "{path}");
        }
    }

    #[test]
    fn each_command_accepts_the_whole_configuration() {
        for line in [
            "--listen [::]:1 key",
            "key --listen [::]:1",
            "users list --listen [::]:1",
        ] {
            let arguments = ["vestibule"].into_iter().chain(line.split(' '));
            let matches = command_line().try_get_matches_from(arguments).unwrap();
            let listen = matches.get_one::<std::net::SocketAddr>("listen").unwrap();
            assert_eq!(listen.port(), 1, "{line}");
        }
    }
}
