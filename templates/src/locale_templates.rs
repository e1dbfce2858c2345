use minijinja::Environment;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::catalogue::{self, Translator};

/// The templates in one language.
pub(crate) struct LocaleTemplates {
    language: LanguageIdentifier,
    /// The language as HTML and HTTP name it (BCP 47).
    pub(crate) tag: String,
    pub(crate) translator: Translator,
    pub(crate) env: Environment<'static>,
}

impl LocaleTemplates {
    /// `env` has everything that is the same in every language.
    pub(crate) fn new(
        mut env: Environment<'static>,
        language: LanguageIdentifier,
        translator: Translator,
    ) -> Self {
        catalogue::install(&mut env, translator.clone());
        env.add_global("direction", direction(&language));
        Self {
            tag: language.to_string(),
            language,
            translator,
            env,
        }
    }
}

/// How HTML names the direction in which a language is written.
fn direction(language: &LanguageIdentifier) -> &'static str {
    match language.character_direction() {
        CharacterDirection::RTL => "rtl",
        CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
    }
}

impl AsRef<LanguageIdentifier> for LocaleTemplates {
    fn as_ref(&self) -> &LanguageIdentifier {
        &self.language
    }
}
