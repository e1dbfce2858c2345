use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use minijinja::{Error, TemplateSource, path_loader};

use crate::TemplateError;

/// Under this prefix our templates are found even where a host replaces them, so that the
/// replacement can extend what it replaces.
const OURS_PREFIX: &str = "vestibule/";

macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../pages/", $name)))),*]
    };
}

const OURS: &[(&str, &str)] = embed![
    "base.html",
    "doorway.html",
    "error.html",
    "error_words.html",
    "form.html",
    "home.html",
    "login.html",
    "logout.html",
    "register.html",
    "settings.html",
];

/// Where templates come from: the host's folder, else its program, else ours.
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
            if let Some(folder) = folder.as_ref().filter(|_| may_be_in_folder(name))
                && let Some(source) = folder(name)?
            {
                return Ok(Some(source));
            }
            let embedded = self.embedded.get(name).copied();
            Ok(embedded.or_else(|| ours(name)).map(TemplateSource::from))
        }
    }

    /// The names of all templates, ours included.
    pub(crate) fn names(&self) -> Result<Vec<String>, TemplateError> {
        let mut names: Vec<String> = OURS.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.extend(self.embedded.keys().map(|name| (*name).to_owned()));
        if let Some(folder) = &self.folder {
            let entries = fs::read_dir(folder).map_err(|e| TemplateError::file(folder, &e))?;
            for entry in entries {
                let entry = entry.map_err(|e| TemplateError::file(folder, &e))?;
                let name = entry.file_name().into_string().unwrap_or_default();
                if may_be_in_folder(&name) {
                    names.push(name);
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    /// Where a person finds the template: the path of its file, or its name.
    pub(crate) fn locate(&self, name: &str) -> String {
        let folder = self.folder.as_ref().filter(|_| may_be_in_folder(name));
        let file = folder
            .map(|folder| folder.join(name))
            .filter(|path| path.is_file());
        file.map_or_else(|| name.to_owned(), |path| path.display().to_string())
    }
}

fn ours(name: &str) -> Option<&'static str> {
    OURS.iter()
        .find(|(own, _)| *own == name)
        .map(|(_, source)| *source)
}

/// Only pages are templates, and only those that lie in the folder itself.
fn may_be_in_folder(name: &str) -> bool {
    name.ends_with(".html") && !name.starts_with('.') && Path::new(name).components().count() == 1
}

#[cfg(test)]
pub(crate) fn is_ours(name: &str) -> bool {
    ours(name).is_some()
}
