//! What is said of a command line that can't be carried out.

use std::{env, error::Error};

use clap::error::ErrorKind;

use super::{
    command_line::command_line,
    log::{self, Format},
    options,
};

/// A command lacks the one of its own that it is called with. The text is the help.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Incomplete(String);

/// Says what went wrong: the help of an incomplete command, or one line in the operator's terms.
pub(super) fn complain(format: Format, error: &(dyn Error + 'static)) {
    if let Some(Incomplete(help)) = error.downcast_ref()
        && format == Format::Human
    {
        log::print_help(help);
    } else if let Some(refused) = error.downcast_ref() {
        format.complain(&*Box::<dyn Error>::from(options::explain(refused)));
    } else {
        format.complain(error);
    }
}

/// A command that only groups others prints its help.
pub(super) fn explained(wrong: &clap::Error) -> Box<dyn Error> {
    match help(wrong) {
        Some(help) => Box::new(Incomplete(help)),
        None => one_line(wrong).into(),
    }
}

/// The help of the command that lacks the one of its own, if that is what is wrong.
fn help(error: &clap::Error) -> Option<String> {
    let kind = error.kind();
    let is_help = kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if !is_help && kind != ErrorKind::MissingSubcommand {
        return None;
    }
    let mut command = command_line();
    command.build();
    let mut words = env::args().skip(1);
    let group = words.find_map(|word| {
        let found = command.find_subcommand_mut(&word)?;
        found.has_subcommands().then(|| found.render_help())
    });
    Some(group?.to_string())
}

/// What is wrong with a command line, in one line: the error, what was meant perhaps, and how
/// the command is used.
fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let text = text.trim_start_matches("error: ");
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let lines: Vec<_> = paragraph.lines().map(str::trim).collect();
        let line = lines.join(" ");
        let line = line.trim_end_matches('.').to_owned();
        match line.strip_prefix("Usage:") {
            Some(usage) => format!("usage:{usage}"),
            None => line.replacen("For more", "for more", 1),
        }
    });
    let paragraphs: Vec<_> = paragraphs.filter(|line| !line.is_empty()).collect();
    paragraphs.join("; ")
}
