use minijinja::Environment;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::words::{self, Words};

/// The templates in one language.
pub(crate) struct LocaleTemplates {
    language: LanguageIdentifier,
    /// The language as HTML and HTTP name it (BCP 47).
    pub(crate) tag: String,
    pub(crate) words: Words,
    pub(crate) env: Environment<'static>,
}

impl LocaleTemplates {
    /// `env` has everything that is the same in every language.
    pub(crate) fn new(
        mut env: Environment<'static>,
        language: LanguageIdentifier,
        words: Words,
    ) -> Self {
        words::install(&mut env, words.clone());
        env.add_global("direction", direction(&language));
        Self {
            tag: language.to_string(),
            language,
            words,
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
