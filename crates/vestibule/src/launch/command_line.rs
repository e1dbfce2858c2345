use std::{env, path::PathBuf, time::Duration};

use bytesize::ByteSize;
use clap::{
    ArgGroup, Args, CommandFactory, FromArgMatches, Parser, Subcommand, builder::Resettable,
};
use clap_complete::Shell;

use vestibule_argon2::Wish;
use vestibule_domain::{EmailAddress, Whose};

use super::snippet::Proxy;
use crate::{
    Config, FileFormat,
    config::{duration, lifetime},
};

/// Accounts for web applications
#[derive(Parser)]
#[command(version, max_term_width = 100)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    task: Option<Task>,

    #[command(flatten)]
    pub(super) config: Config,
}

/// What the program is started for.
#[derive(Clone, Default, Subcommand)]
pub(super) enum Task {
    /// Serve until told to end (this is what it does without a command)
    #[default]
    Serve,
    /// Bring the schema of the database up to date, and end
    Migrate,
    /// Delete what is over: sessions, links, events, accounts whose owners left; and end
    Purge,
    /// Print a good key for SECRET_KEY or PASSWORD_PEPPER
    Key,
    /// Measure what password hashes cost on this machine, and print lines for `.env`
    Tune(Wishes),
    /// Try every part of this configuration, and say what to do about it
    Check(CheckChoices),
    /// Print a script that completes these commands in a shell
    Completions {
        /// For which shell
        shell: Shell,
    },
    /// Make accounts, look at them, lock them and delete them
    Users {
        /// Print JSON: a document, or one a line
        #[arg(long, global = true)]
        json: bool,
        #[command(subcommand)]
        task: UsersTask,
    },
    /// Print a link by which somebody registers, for you to hand over
    Invite(InviteChoices),
    /// See where somebody is logged in, and end it
    Sessions {
        /// Print JSON: a document, or one a line
        #[arg(long, global = true)]
        json: bool,
        #[command(subcommand)]
        task: SessionsTask,
    },
    /// Take accounts in from a file
    Import(ImportChoices),
    /// Write all accounts to a file, with their password hashes
    Export(ExportChoices),
}

/// How the configuration is tried.
#[derive(Clone, Args)]
pub(super) struct CheckChoices {
    /// Print JSON, one object a line
    #[arg(long)]
    pub(super) json: bool,

    /// Only print a configuration for this reverse proxy
    #[arg(long, conflicts_with = "json")]
    pub(super) snippet: Option<Proxy>,
}

/// What can be done about a person. They are named by address or identifier.
#[derive(Clone, Subcommand)]
pub(super) enum UsersTask {
    /// Make an account, and print a link by which the person chooses their password
    Create {
        /// The email address of the account
        #[arg(value_parser = email)]
        email: EmailAddress,

        /// Ask for the password instead, on the terminal
        #[arg(long)]
        ask_password: bool,

        /// Read the password from the first line of standard input instead
        #[arg(long, conflicts_with = "ask_password")]
        password_stdin: bool,
    },
    /// List all accounts
    List,
    /// Show what is known of an account
    Show(Account),
    /// Keep the person out, and end all their sessions
    Disable(Account),
    /// Let the person in again
    Enable(Account),
    /// Delete the account, and all that is the person's
    Delete {
        #[command(flatten)]
        account: Account,

        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Print a link by which the person chooses a new password, for you to hand over
    Reset(Account),
}

/// Who is invited.
#[derive(Clone, Args)]
pub(super) struct InviteChoices {
    /// The one email address that can register with it [default: any]
    #[arg(value_parser = email)]
    pub(super) email: Option<EmailAddress>,

    /// How long it works
    #[arg(long, default_value = "7days", value_parser = lifetime)]
    pub(super) lifetime: Duration,

    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Whose account.
#[derive(Clone, Args)]
pub(super) struct Account {
    /// The email address or the id of the account
    #[arg(value_name = "ACCOUNT", value_parser = account)]
    pub(super) whose: Whose,
}

/// What can be done about sessions.
#[derive(Clone, Subcommand)]
pub(super) enum SessionsTask {
    /// List where somebody is logged in
    List(Account),
    /// End the sessions of somebody, or of everybody
    #[command(group = ArgGroup::new("of").args(["whose", "all"]).required(true))]
    Revoke {
        /// The email address or the id of the account
        #[arg(value_name = "ACCOUNT", value_parser = account)]
        whose: Option<Whose>,

        /// Only this session
        #[arg(long, value_name = "ID", conflicts_with = "all")]
        session: Option<uuid::Uuid>,

        /// Those of everybody
        #[arg(long)]
        all: bool,
    },
}

/// How accounts come in.
#[derive(Clone, Args)]
pub(super) struct ImportChoices {
    /// The file; `-` is standard input
    pub(super) file: PathBuf,

    /// How it is written [default: what its name says]
    #[arg(long)]
    pub(super) format: Option<FileFormat>,

    /// Judge every row, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// How accounts go out.
#[derive(Clone, Args)]
pub(super) struct ExportChoices {
    /// The file, which must not be there yet; `-` is standard output
    #[arg(default_value = "-")]
    pub(super) file: PathBuf,

    /// How to write it [default: what its name says, else csv]
    #[arg(long)]
    pub(super) format: Option<FileFormat>,
}

/// What one password hash may cost.
#[derive(Clone, Args)]
pub(super) struct Wishes {
    /// How long it may take
    #[arg(long, default_value = "250ms", value_parser = duration)]
    pub(super) time: Duration,

    /// How much memory it may take, of 12MiB to 256MiB
    #[arg(long, default_value = "64MiB", value_parser = memory)]
    pub(super) memory: ByteSize,
}

fn email(text: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(text).map_err(|error| format!("{error}, like alice@example.com"))
}

fn account(text: &str) -> Result<Whose, String> {
    Whose::parse(text).map_err(|error| {
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
    /// Reads command line and environment. Each option may stand before or behind the command.
    /// An empty variable counts as not set: compose files pass them on so.
    pub(super) fn read() -> Result<Self, clap::Error> {
        let command = command_line().mut_args(|option| {
            let value = option.get_env().and_then(env::var_os);
            match value.is_some_and(|value| value.is_empty()) {
                true => option.env(Resettable::Reset),
                false => option,
            }
        });
        Self::from_arg_matches(&command.try_get_matches()?)
    }

    pub(super) fn task(&self) -> Task {
        self.task.clone().unwrap_or_default()
    }
}

impl Task {
    /// Whether it may be the first command of an installation, and make its database.
    pub(super) fn may_begin(&self) -> bool {
        match self {
            Self::Serve | Self::Migrate | Self::Import(_) => true,
            Self::Users { task, .. } => matches!(task, UsersTask::Create { .. }),
            _ => false,
        }
    }
}

/// The command line of a program that is [launched](crate::launch()): to document it.
pub fn command_line() -> clap::Command {
    CommandLine::command().mut_args(|choice| choice.global(true))
}
