use std::{fs, io, path::PathBuf};

use clap::{ArgMatches, parser::ValueSource};
use zeroize::Zeroizing;

/// An option whose value is a secret, or a URL that may contain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    /// The variable. With `_FILE` behind it, it names the file that has the value.
    pub(super) variable: &'static str,
    /// Whether a value without a password, such as `sqlite://data/shop.sqlite3`, is public.
    is_url: bool,
}

const fn secret(variable: &'static str) -> Secret {
    Secret {
        variable,
        is_url: false,
    }
}

const fn url(variable: &'static str) -> Secret {
    Secret {
        variable,
        is_url: true,
    }
}

impl Secret {
    pub(super) const DATABASE_URL: Self = url("DATABASE_URL");
    pub(super) const SMTP_URL: Self = url("SMTP_URL");
    pub(super) const KEY: Self = secret("SECRET_KEY");
    pub(super) const PREVIOUS_KEY: Self = secret("SECRET_KEY_PREVIOUS");
    pub(super) const PEPPER: Self = secret("PASSWORD_PEPPER");
    pub(super) const PREVIOUS_PEPPER: Self = secret("PASSWORD_PEPPER_PREVIOUS");

    const ALL: [Self; 6] = [
        Self::DATABASE_URL,
        Self::SMTP_URL,
        Self::KEY,
        Self::PREVIOUS_KEY,
        Self::PEPPER,
        Self::PREVIOUS_PEPPER,
    ];

    /// The value, from its option or from the first line of its file.
    pub(super) fn read(
        self,
        value: Option<&str>,
        file: Option<&PathBuf>,
    ) -> Result<Option<Zeroizing<String>>, SecretError> {
        let Some(path) = file else {
            return Ok(value.map(|value| Zeroizing::new(value.to_owned())));
        };
        let variable = self.variable;
        if value.is_some() {
            return Err(SecretError::Twice { variable });
        }
        let path = path.clone();
        let text = match fs::read_to_string(&path) {
            Ok(text) => Zeroizing::new(text),
            Err(source) => {
                return Err(SecretError::Unreadable {
                    variable,
                    path,
                    source,
                });
            }
        };
        match text.trim_end_matches(['\r', '\n']) {
            "" => Err(SecretError::Empty { variable, path }),
            value => Ok(Some(Zeroizing::new(value.to_owned()))),
        }
    }

    fn is_secret(self, value: &str) -> bool {
        let has_password = || match url::Url::parse(value) {
            Ok(url) => url.password().is_some(),
            Err(_) => value.contains('@'),
        };
        !self.is_url || has_password()
    }
}

/// The error of a secret that cannot be taken. No message shows a value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// The value and its file are both set.
    #[error("{variable} and {variable}_FILE are both set: remove one of them")]
    Twice {
        /// The variable of the value.
        variable: &'static str,
    },
    /// The file cannot be read.
    #[error("cannot read {variable}_FILE={path}", path = path.display())]
    Unreadable {
        /// The variable of the value.
        variable: &'static str,
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The file has no value.
    #[error("{variable}_FILE={path} is empty", path = path.display())]
    Empty {
        /// The variable of the value.
        variable: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// The secret is an argument, which other users of the machine can read.
    #[error(
        "--{argument} is refused, because other users of this machine can read arguments: \
         set {variable} or {variable}_FILE"
    )]
    Argument {
        /// The option.
        argument: String,
        /// The variable of the value.
        variable: &'static str,
    },
}

/// Refuses secrets among the arguments.
pub(crate) fn refuse_arguments(matches: &ArgMatches) -> Result<(), SecretError> {
    let argument = Secret::ALL.into_iter().find(|secret| {
        let id = secret.variable.to_lowercase();
        let is_argument = matches.value_source(&id) == Some(ValueSource::CommandLine);
        let value = matches.get_one::<String>(&id);
        is_argument && value.is_some_and(|value| secret.is_secret(value))
    });
    match argument {
        Some(Secret { variable, .. }) => Err(SecretError::Argument {
            argument: variable.to_lowercase().replace('_', "-"),
            variable,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn url_without_password_is_not_secret() {
        for (value, is_secret) in [
            ("sqlite://data/shop.sqlite3", false),
            ("sqlite::memory:", false),
            ("postgres://shop@db.example/shop", false),
            ("postgres://shop:pearl@db.example/shop", true),
            ("postgres://shop:pe arl@db example/shop", true),
        ] {
            assert_eq!(Secret::DATABASE_URL.is_secret(value), is_secret, "{value}");
        }
        assert!(Secret::KEY.is_secret("0123"));
    }
}
