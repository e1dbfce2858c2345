use std::{env, error::Error, path::PathBuf, time::Duration};

use bytesize::ByteSize;
use clap::{
    ArgGroup, Args, CommandFactory, FromArgMatches, Parser, Subcommand, builder::Resettable,
};
use clap_complete::Shell;
use vestibule_argon2::Wish;
use vestibule_domain::{EmailAddress, UserRef};
use vestibule_transfer::FileFormat;

use super::{snippet::Proxy, used_options};
use crate::{
    Config,
    config::{duration, email, lifetime, refuse_arguments},
};

const SOURCES: &str = "Options take precedence over environment variables, which take precedence over the \
    file .env in the working directory. Set secrets as variables or in files, because other users of \
    the machine can read command lines.\n\nUse `COMMAND --help` for the options of a command.";

/// User accounts for web applications: registration, login and sessions
#[derive(Parser)]
#[command(name = "vestibule", version, max_term_width = 100)]
#[command(after_help = "Use `--help` to show all options.", after_long_help = SOURCES)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    task: Option<Task>,

    #[command(flatten)]
    pub(super) config: Config,
}

/// The command to run.
#[derive(Clone, Default, Subcommand)]
pub(super) enum Task {
    /// Start the server (the default command)
    #[default]
    Serve,
    /// Check the configuration and print what to correct
    Check(CheckChoices),
    /// Migrate the database schema
    Migrate,
    /// Delete expired sessions, links and events, and accounts that are due for deletion
    Purge,
    /// Create, list, show, disable and delete users
    Users {
        /// Print JSON; lists have one document per line
        #[arg(long, global = true)]
        json: bool,
        #[command(subcommand)]
        task: UsersTask,
    },
    /// List and revoke sessions
    Sessions {
        /// Print JSON; lists have one document per line
        #[arg(long, global = true)]
        json: bool,
        #[command(subcommand)]
        task: SessionsTask,
    },
    /// Create an invitation and print its link
    Invite(InviteChoices),
    /// Import accounts from a file
    Import(ImportChoices),
    /// Export all accounts with their password hashes
    Export(ExportChoices),
    /// Generate a key for SECRET_KEY or PASSWORD_PEPPER
    Key,
    /// Measure password hashing on this machine and print settings for `.env`
    Tune(Wishes),
    /// Print a completion script for a shell
    Completions {
        /// Shell for which to print the script
        shell: Shell,
    },
}

/// Options of `check`.
#[derive(Clone, Args)]
pub(super) struct CheckChoices {
    /// Print JSON, one object per line
    #[arg(long)]
    pub(super) json: bool,

    /// Only print a configuration for this reverse proxy
    #[arg(long, conflicts_with = "json")]
    pub(super) snippet: Option<Proxy>,
}

/// Commands for users.
#[derive(Clone, Subcommand)]
pub(super) enum UsersTask {
    /// Create a user and print a link to set the password
    Create {
        /// Email address of the user
        #[arg(value_parser = email)]
        email: EmailAddress,

        /// Prompt for the password instead of printing a link
        #[arg(long)]
        ask_password: bool,

        /// Read the password from the first line of standard input
        #[arg(long, conflicts_with = "ask_password")]
        password_stdin: bool,
    },
    /// List all users
    List,
    /// Show a user
    Show(Account),
    /// Disable a user and revoke all of their sessions
    Disable(Account),
    /// Enable a disabled user
    Enable(Account),
    /// Delete a user and all of their data
    Delete {
        #[command(flatten)]
        account: Account,

        /// Skip the confirmation
        #[arg(long)]
        yes: bool,
    },
    /// Print a password reset link for a user
    Reset(Account),
}

/// Options of `invite`.
#[derive(Clone, Args)]
pub(super) struct InviteChoices {
    /// Email address for which the invitation is valid [default: any]
    #[arg(value_parser = email)]
    pub(super) email: Option<EmailAddress>,

    /// Lifetime of the invitation
    #[arg(long, default_value = "7days", value_parser = lifetime)]
    pub(super) lifetime: Duration,

    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// The account that a command applies to.
#[derive(Clone, Args)]
pub(super) struct Account {
    /// Email address or ID of the user
    #[arg(value_name = "ACCOUNT", value_parser = account)]
    pub(super) whose: UserRef,
}

/// Commands for sessions.
#[derive(Clone, Subcommand)]
pub(super) enum SessionsTask {
    /// List the sessions of a user
    List(Account),
    /// Revoke the sessions of a user, or of all users
    #[command(group = ArgGroup::new("of").args(["whose", "all"]).required(true))]
    Revoke {
        /// Email address or ID of the user
        #[arg(value_name = "ACCOUNT", value_parser = account)]
        whose: Option<UserRef>,

        /// Revoke only the session with this ID
        #[arg(long, value_name = "ID", conflicts_with = "all")]
        session: Option<uuid::Uuid>,

        /// Revoke the sessions of all users
        #[arg(long)]
        all: bool,
    },
}

/// Options of `import`.
#[derive(Clone, Args)]
pub(super) struct ImportChoices {
    /// Input file; `-` is standard input
    pub(super) file: PathBuf,

    /// File format [default: from the file name]
    #[arg(long)]
    pub(super) format: Option<FileFormat>,

    /// Validate all rows without importing them
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Options of `export`.
#[derive(Clone, Args)]
pub(super) struct ExportChoices {
    /// Output file, which must not exist; `-` is standard output
    #[arg(default_value = "-")]
    pub(super) file: PathBuf,

    /// File format [default: from the file name, else csv]
    #[arg(long)]
    pub(super) format: Option<FileFormat>,
}

/// Options of `tune`.
#[derive(Clone, Args)]
pub(super) struct Wishes {
    /// Maximum time of one hash
    #[arg(long, default_value = "250ms", value_parser = duration)]
    pub(super) time: Duration,

    /// Maximum memory of one hash, from 12MiB to 256MiB
    #[arg(long, default_value = "64MiB", value_parser = memory)]
    pub(super) memory: ByteSize,
}

fn account(text: &str) -> Result<UserRef, String> {
    UserRef::parse(text).map_err(|error| {
        format!("{error}, like alice@example.com; or name the id that `users list` shows")
    })
}

fn memory(text: &str) -> Result<ByteSize, String> {
    let memory = text.parse();
    let memory: ByteSize = memory.map_err(|_| "it must be a size with its unit, like 64MiB")?;
    let range =
        ByteSize::kib(Wish::LEAST_MEMORY_KIB.into())..=ByteSize::kib(Wish::MOST_MEMORY_KIB.into());
    range
        .contains(&memory)
        .then_some(memory)
        .ok_or_else(|| "it must be from 12MiB, the least that OWASP accepts, to 256MiB".to_owned())
}

impl CommandLine {
    /// Reads the command line and the environment. Options may precede or follow the command. An
    /// empty variable counts as not set, because compose files pass unset variables as empty ones.
    pub(super) fn read() -> Result<Self, Box<dyn Error>> {
        let command = CommandLine::command().mut_args(|option| {
            let value = option.get_env().and_then(env::var_os);
            match value.is_some_and(|value| value.is_empty()) {
                true => option.env(Resettable::Reset),
                false => option,
            }
        });
        let matches = used_options::offer(command).try_get_matches()?;
        refuse_arguments(&matches)?;
        Ok(Self::from_arg_matches(&matches)?)
    }

    pub(super) fn task(&self) -> Task {
        self.task.clone().unwrap_or_default()
    }
}

impl Task {
    /// Whether the command may create the database of a new deployment.
    pub(super) fn may_begin(&self) -> bool {
        match self {
            Self::Serve | Self::Migrate | Self::Import(_) => true,
            Self::Users { task, .. } => matches!(task, UsersTask::Create { .. }),
            _ => false,
        }
    }
}

/// Returns the command line of [`launch`](crate::launch()), for documentation.
pub fn command_line() -> clap::Command {
    used_options::offer(CommandLine::command())
}
