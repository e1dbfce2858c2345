use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

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
#[derive(Clone, Copy, Default, Subcommand)]
pub(super) enum Task {
    /// Serve until told to end (this is what it does without a command)
    #[default]
    Serve,
    /// Bring the schema of the database up to date, and end
    Migrate,
    /// Delete the sessions that ended, and end
    Purge,
}

impl CommandLine {
    /// Reads command line and environment. Each choice may stand before or behind the command.
    pub(super) fn read() -> Result<Self, clap::Error> {
        let command = Self::command().mut_args(|choice| choice.global(true));
        Self::from_arg_matches(&command.try_get_matches()?)
    }

    pub(super) fn task(&self) -> Task {
        self.task.unwrap_or_default()
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
