use std::{fmt, sync::Arc};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use crate::{
    Message, date,
    message::{Argument, Saying},
};

mod bundles;
mod functions;
mod negotiation;
mod source;

pub(crate) use bundles::Catalogue;
pub(crate) use functions::install;
pub(crate) use negotiation::negotiate;
pub(crate) use source::Source;
#[cfg(test)]
pub(crate) use {bundles::ours, source::messages};

pub(crate) type Bundle = FluentBundle<FluentResource>;

/// The messages of one language. What it lacks is said in the first language of the site, and what
/// that lacks in English.
#[derive(Clone)]
pub(crate) struct Translator(Vec<Arc<Bundle>>);

/// Why something can't be said.
#[derive(Debug)]
pub(crate) struct MissingTranslation(pub(crate) String);

impl Translator {
    pub(crate) fn translate(
        &self,
        id: &str,
        arguments: &FluentArgs<'_>,
    ) -> Result<String, MissingTranslation> {
        let mut found = self.0.iter().filter_map(|bundle| {
            let pattern = bundle.get_message(id)?.value()?;
            Some((bundle, pattern))
        });
        let (bundle, pattern) = found
            .next()
            .ok_or_else(|| MissingTranslation(format!("no message is called {id:?}")))?;
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(arguments), &mut errors);
        match errors.first() {
            Some(error) => Err(MissingTranslation(format!("the message {id:?}: {error}"))),
            None => Ok(said.into_owned()),
        }
    }

    pub(crate) fn message(&self, message: &Message) -> Result<String, MissingTranslation> {
        match &message.0 {
            Saying::Text { text } => Ok(text.clone()),
            Saying::Message { id, with } => {
                let mut arguments = FluentArgs::new();
                for (name, value) in with {
                    arguments.set(name.as_ref(), self.value(value)?);
                }
                self.translate(id, &arguments)
            }
        }
    }

    fn value<'a>(&self, argument: &'a Argument) -> Result<FluentValue<'a>, MissingTranslation> {
        Ok(match argument {
            Argument::Number(number) => (*number).into(),
            Argument::Text(text) => text.into(),
            Argument::Time { seconds } => date::minute(self, *seconds)?.into(),
        })
    }
}

impl fmt::Display for MissingTranslation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
