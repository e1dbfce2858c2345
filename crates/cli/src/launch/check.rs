use std::error::Error;

use vestibule_builder::{Builder, BuilderView};
use vestibule_domain::ErrorChain;

use super::{
    CommandFailed,
    command_line::CheckChoices,
    options, snippet,
    terminal::{say, say_json},
};
use crate::Config;

mod clock;
mod cookies;
mod database;
mod env_names;
mod finding;
mod hashes;
mod keys;
mod leaks;
mod mail;
mod proxy;
mod public_url;

use finding::{Finding, State};

/// Checks one part after the other. Changes nothing, sends nothing, and revokes no session.
pub(super) async fn run(
    config: &Config,
    choices: &CheckChoices,
    builder: &Builder,
) -> Result<(), Box<dyn Error>> {
    if let Some(proxy) = choices.snippet {
        return Ok(say(&snippet::of(proxy, config))?);
    }
    let builder = BuilderView::new(builder);
    let mut failures = 0;
    let mut tell = |findings: Vec<Finding>| {
        let failed = |finding: &&Finding| finding.state == State::Failed;
        failures += findings.iter().filter(failed).count();
        findings.iter().try_for_each(|finding| match choices.json {
            true => say_json(finding),
            false => say(&finding.to_string()),
        })
    };
    tell(choices_together(builder))?;
    tell(env_names::look())?;
    tell(keys::look(builder))?;
    let (database, found) = database::look(builder).await;
    tell(found)?;
    tell(templates(builder))?;
    tell(hashes::measure(builder, config).await)?;
    tell(mail::try_out(builder).await)?;
    tell(mail::outbox(database.as_ref()).await)?;
    tell(leaks::ask(builder).await)?;
    tell(cookies::look(builder, config))?;
    let (there, found) = public_url::ask(builder, config).await;
    tell(found)?;
    tell(clock::compare(database.as_ref(), there).await)?;
    match failures {
        0 => Ok(()),
        1 => Err(CommandFailed("1 part failed".to_owned()).into()),
        failures => Err(CommandFailed(format!("{failures} parts failed")).into()),
    }
}

/// What contradicts something else.
fn choices_together(builder: BuilderView<'_>) -> Vec<Finding> {
    let part = "configuration";
    let found = match builder.check_options() {
        Ok(()) => Finding::ok(part, "the configuration is consistent"),
        Err(error) => Finding::failed(part, options::explain(&error)),
    };
    vec![found]
}

/// Renders every page and email with the templates of the operator.
fn templates(builder: BuilderView<'_>) -> Vec<Finding> {
    let part = "templates";
    let found = match builder.check_templates() {
        Ok(()) => Finding::ok(part, "all pages and emails render"),
        Err(error) => Finding::failed(part, ErrorChain(&error)),
    };
    vec![found]
}
