use std::time::Duration;

use bytesize::ByteSize;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use vestibule_argon2::Wish;
use vestibule_domain::EmailAddress;

use crate::Config;

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
    /// Help people with their accounts
    #[command(subcommand)]
    Users(UsersTask),
}

/// What one password hash may cost.
#[derive(Clone, Args)]
pub(super) struct Wishes {
    /// How long it may take
    #[arg(long, default_value = "250ms", value_parser = humantime::parse_duration)]
    pub(super) time: Duration,

    /// How much memory it may take, of 12MiB to 256MiB
    #[arg(long, default_value = "64MiB", value_parser = memory)]
    pub(super) memory: ByteSize,
}

fn memory(text: &str) -> Result<ByteSize, String> {
    let memory: ByteSize = text.parse()?;
    let range =
        ByteSize::kib(Wish::LEAST_MEMORY_KIB.into())..=ByteSize::kib(Wish::MOST_MEMORY_KIB.into());
    range
        .contains(&memory)
        .then_some(memory)
        .ok_or_else(|| "it must be from 12MiB, the least that OWASP accepts, to 256MiB".to_owned())
}

/// What can be done about a person.
#[derive(Clone, Subcommand)]
pub(super) enum UsersTask {
    /// Print a link by which the person chooses a new password, for you to hand over
    Reset {
        /// The email address of the account
        #[arg(value_parser = EmailAddress::parse)]
        email: EmailAddress,
    },
}

impl CommandLine {
    /// Reads command line and environment. Each choice may stand before or behind the command.
    pub(super) fn read() -> Result<Self, clap::Error> {
        let command = Self::command().mut_args(|choice| choice.global(true));
        Self::from_arg_matches(&command.try_get_matches()?)
    }

    pub(super) fn task(&self) -> Task {
        self.task.clone().unwrap_or_default()
    }
}

/// In one line, without the advice that clap adds after a blank one.
pub(super) fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    lines.join(" ").trim_start_matches("error: ").to_owned()
}
