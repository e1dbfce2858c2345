use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use minijinja::{Error, TemplateSource, path_loader};

use crate::{TemplateError, catalogue, email, embedded};

/// The prefix of the built-in templates, which exist even if an application replaces them, so that the
/// replacement can extend them.
const OURS_PREFIX: &str = "vestibule/";

/// How the name of a template ends, and that of a catalogue of messages.
const PAGE: &str = ".html";
const WORDS: &str = ".ftl";

/// The sources of templates: the folder of the application, else its program, else the built-in ones.
#[derive(Clone, Default)]
pub(crate) struct Sources {
    pub(crate) folder: Option<PathBuf>,
    pub(crate) embedded: BTreeMap<&'static str, &'static str>,
}

impl Sources {
    pub(crate) fn into_loader(
        self,
    ) -> impl Fn(&str) -> Result<Option<TemplateSource>, Error> + Send + Sync + 'static {
        let folder = self.folder.map(path_loader);
        move |name| {
            if let Some(name) = name.strip_prefix(OURS_PREFIX) {
                return Ok(ours(name).map(TemplateSource::from));
            }
            if let Some(folder) = folder.as_ref().filter(|_| may_be_template(name))
                && let Some(source) = folder(name)?
            {
                return Ok(Some(source));
            }
            let embedded = self.embedded.get(name).copied();
            Ok(embedded.or_else(|| ours(name)).map(TemplateSource::from))
        }
    }

    /// The names of all templates, including the built-in ones.
    pub(crate) fn names(&self) -> Result<Vec<String>, TemplateError> {
        let mut names: Vec<String> = embedded::templates()
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        names.extend(self.embedded.keys().map(|name| (*name).to_owned()));
        names.extend(self.files(PAGE)?);
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    /// The messages that the folder has: `de.ftl` in German.
    pub(crate) fn messages(&self) -> Result<Vec<catalogue::Source>, TemplateError> {
        let Some(folder) = &self.folder else {
            return Ok(Vec::new());
        };
        let names = self.files(WORDS)?.into_iter();
        names
            .map(|name| {
                let path = folder.join(&name);
                let text = fs::read_to_string(&path).map_err(|e| TemplateError::file(&path, &e))?;
                let tag = name.trim_end_matches(WORDS);
                catalogue::Source::new(tag, path.display().to_string(), text)
            })
            .collect()
    }

    /// The names of those files in the folder itself that end so, in their order.
    fn files(&self, ending: &str) -> Result<Vec<String>, TemplateError> {
        let mut names = Vec::new();
        if let Some(folder) = &self.folder {
            let entries = fs::read_dir(folder).map_err(|e| TemplateError::file(folder, &e))?;
            for entry in entries {
                let entry = entry.map_err(|e| TemplateError::file(folder, &e))?;
                let name = entry.file_name().into_string().unwrap_or_default();
                if may_be_in_folder(&name, ending) {
                    names.push(name);
                }
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    /// What went wrong while the template `asked` was compiled or rendered.
    pub(crate) fn locate_error(&self, error: &Error, asked: &str) -> TemplateError {
        TemplateError::template(error, asked, |name| self.locate(name))
    }

    /// The place of the template for error messages: the path of its file, or its name.
    fn locate(&self, name: &str) -> String {
        let folder = self.folder.as_ref().filter(|_| may_be_template(name));
        let file = folder
            .map(|folder| folder.join(name))
            .filter(|path| path.is_file());
        file.map_or_else(|| name.to_owned(), |path| path.display().to_string())
    }
}

fn ours(name: &str) -> Option<&'static str> {
    embedded::templates()
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, source)| *source)
}

fn may_be_template(name: &str) -> bool {
    name == email::TEXT || may_be_in_folder(name, PAGE)
}

/// Only what lies in the folder itself counts, and no backup or hidden file.
fn may_be_in_folder(name: &str, ending: &str) -> bool {
    name.ends_with(ending) && !name.starts_with('.') && Path::new(name).components().count() == 1
}
