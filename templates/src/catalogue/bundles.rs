use std::sync::Arc;

use unic_langid::LanguageIdentifier;

use super::{
    Bundle, Source, Translator,
    source::{Variables, variables},
};
use crate::{TemplateError, embedded};

/// All messages of all languages: the built-in ones, and those of the application, which take
/// precedence.
pub(crate) struct Catalogue(Vec<(LanguageIdentifier, Arc<Bundle>)>);

impl Catalogue {
    /// Each source wins over those before it.
    pub(crate) fn load(theirs: Vec<Source>) -> Result<Self, TemplateError> {
        let mut sources = ours()?;
        sources.extend(theirs);
        let mut known = Variables::new();
        let mut bundles: Vec<(LanguageIdentifier, Bundle)> = Vec::new();
        for source in sources {
            let language = source.language.clone();
            let resource = source.parse(&known)?;
            if known.is_empty() {
                known = variables(&resource); // English decides what a message may use
            }
            let found = bundles.iter().position(|(other, _)| *other == language);
            let at = found.unwrap_or_else(|| {
                let mut bundle = Bundle::new_concurrent(vec![language.clone()]);
                // Bidi isolation marks around each argument would break searching in the page.
                bundle.set_use_isolating(false);
                bundles.push((language, bundle));
                bundles.len() - 1
            });
            bundles[at].1.add_resource_overriding(resource);
        }
        let shared = bundles.into_iter().map(|(l, bundle)| (l, Arc::new(bundle)));
        Ok(Self(shared.collect()))
    }

    /// The languages of the site with their messages, the default first: those that were
    /// `chosen`, or all.
    pub(crate) fn offer(
        &self,
        chosen: Option<&[String]>,
    ) -> Result<Vec<(LanguageIdentifier, Translator)>, TemplateError> {
        let offered: Vec<_> = match chosen {
            None => self.0.iter().collect(),
            Some(tags) => tags
                .iter()
                .map(|tag| self.find(tag))
                .collect::<Result<_, _>>()?,
        };
        let none = || TemplateError::new("languages", "at least one is needed");
        let (_, default) = offered.first().ok_or_else(none)?;
        let (_, english) = &self.0[0];
        let translator =
            |own: &Arc<Bundle>| Translator([own, default, english].map(Arc::clone).into());
        Ok(offered
            .iter()
            .map(|(language, own)| (language.clone(), translator(own)))
            .collect())
    }

    fn find(&self, tag: &str) -> Result<&(LanguageIdentifier, Arc<Bundle>), TemplateError> {
        let wanted = tag.parse::<LanguageIdentifier>().ok();
        let found = self
            .0
            .iter()
            .find(|(known, _)| Some(known) == wanted.as_ref());
        found.ok_or_else(|| {
            let known: Vec<_> = self.0.iter().map(|(known, _)| known.to_string()).collect();
            let known = known.join(", ");
            TemplateError::new(
                "languages",
                format!("no messages for {tag:?}; there are {known}"),
            )
        })
    }
}

pub(crate) fn ours() -> Result<Vec<Source>, TemplateError> {
    embedded::messages()
        .into_iter()
        .map(|(tag, text)| Source::new(tag, format!("vestibule/{tag}.ftl"), text))
        .collect()
}
