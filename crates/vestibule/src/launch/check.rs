use std::error::Error;

use vestibule_domain::Causes;

use super::{
    Amiss,
    command_line::CheckChoices,
    options, snippet,
    terminal::{say, say_json},
};
use crate::{Builder, Config};

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

/// Tries one part after the other. Nothing is changed, nothing is sent, nobody is logged out.
pub(super) async fn run(
    config: &Config,
    choices: &CheckChoices,
    builder: &Builder,
) -> Result<(), Box<dyn Error>> {
    if let Some(proxy) = choices.snippet {
        return Ok(say(&snippet::of(proxy, config))?);
    }
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
        1 => Err(Amiss("1 part failed".to_owned()).into()),
        failures => Err(Amiss(format!("{failures} parts failed")).into()),
    }
}

/// What contradicts something else.
fn choices_together(builder: &Builder) -> Vec<Finding> {
    let part = "configuration";
    let found = match builder.policy().and_then(|_| builder.check_hosts()) {
        Ok(()) => Finding::ok(part, "nothing contradicts anything else"),
        Err(error) => Finding::failed(part, options::explain(&error)),
    };
    vec![found]
}

/// Every page and mail is made with the operator's own templates.
fn templates(builder: &Builder) -> Vec<Finding> {
    let part = "templates";
    let found = match builder.templates() {
        Ok(_) => Finding::ok(part, "every page and mail can be made"),
        Err(error) => Finding::failed(part, Causes(&error)),
    };
    vec![found]
}
