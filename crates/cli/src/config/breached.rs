use std::{path::PathBuf, sync::Arc};

use vestibule_breached::{HashFile, RangeService, RangeUrl};
use vestibule_domain::BreachedPasswords;

use super::ConfigError;

/// Where leaked passwords are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreachedChoice {
    /// Nowhere.
    Off,
    /// At a service that is told five digits of a hash.
    Service(RangeUrl),
    /// In a file.
    File(PathBuf),
}

impl BreachedChoice {
    /// What looks like an address is one: a slip in it must not be taken for a file.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "" => Err("it must be off, an https address or the path of a file".to_owned()),
            "off" => Ok(Self::Off),
            url if url.contains("://") => match RangeUrl::parse(url) {
                Ok(url) => Ok(Self::Service(url)),
                Err(error) => Err(error.to_string()),
            },
            path => Ok(Self::File(path.into())),
        }
    }

    /// The adapter; a file is looked at.
    pub(super) fn open(&self) -> Result<Option<Arc<dyn BreachedPasswords>>, ConfigError> {
        match self {
            Self::Off => Ok(None),
            Self::Service(url) => {
                let service = RangeService::new(url.clone());
                Ok(Some(Arc::new(
                    service.map_err(ConfigError::BreachedService)?,
                )))
            }
            Self::File(path) => {
                let file = HashFile::open(path).map_err(|source| ConfigError::BreachedFile {
                    path: path.clone(),
                    source,
                })?;
                Ok(Some(Arc::new(file)))
            }
        }
    }
}
