use std::error::Error;

use super::{command_line::CheckChoices, snippet, terminal::say};
use crate::{Builder, Config};

pub(super) async fn run(
    config: &Config,
    choices: &CheckChoices,
    _builder: Builder,
) -> Result<(), Box<dyn Error>> {
    if let Some(proxy) = choices.snippet {
        say(&snippet::of(proxy, config));
    }
    Ok(())
}
