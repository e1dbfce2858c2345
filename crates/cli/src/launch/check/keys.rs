use std::{fs, io, path::Path};

use vestibule_builder::{BuilderView, StartError, secret_key};
use vestibule_domain::{ErrorChain, SecretKey};
use vestibule_seaorm::sqlite_file;

use super::{Finding, options};

const PART: &str = "keys";

pub(super) fn look(builder: BuilderView<'_>) -> Vec<Finding> {
    let found = match builder.secret_key() {
        Some(key) => together(builder, key, "SECRET_KEY is given"),
        None => look_at_file(builder),
    };
    vec![found]
}

/// Only looks: a key that is not there yet is not made.
fn look_at_file(builder: BuilderView<'_>) -> Finding {
    let path = match secret_key::place(builder.database_url()) {
        Ok(path) => path,
        Err(error) => return Finding::failed(PART, options::explain(&error)),
    };
    let shown = path.display();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let what = format!("there is no {shown} yet");
            let is_first =
                matches!(sqlite_file(builder.database_url()), Ok(Some(file)) if !file.exists());
            let advice = match is_first {
                true => "the server creates it at its first start",
                false => {
                    "the server creates a new one at its start, which invalidates all sessions"
                }
            };
            return Finding::warning(PART, what).advising(advice);
        }
        Err(error) => return Finding::failed(PART, format!("cannot read {shown}: {error}")),
    };
    match SecretKey::parse(&text) {
        Ok(_) if is_open(&path) => {
            let what = format!("other users can read {shown}");
            Finding::failed(PART, what).advising(format!("chmod 600 {shown}"))
        }
        Ok(key) => together(
            builder,
            &key,
            &format!("{shown} exists and is readable for its owner only"),
        ),
        Err(error) => {
            let source = error;
            Finding::failed(
                PART,
                ErrorChain(&StartError::InvalidSecretKey { path, source }),
            )
        }
    }
}

fn together(builder: BuilderView<'_>, key: &SecretKey, what: &str) -> Finding {
    match builder.check_keys(key) {
        Ok(()) => Finding::ok(PART, what),
        Err(error) => Finding::failed(PART, options::explain(&error)),
    }
}

/// Whether other users than the owner may read it.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map(|file| file.permissions().mode());
    mode.is_ok_and(|mode| mode & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}
