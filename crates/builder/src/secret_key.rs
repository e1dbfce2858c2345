//! The secret key of an installation, in a file beside its SQLite database.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use data_encoding::BASE64;
use vestibule_domain::{SecretKey, TokenSource, Unavailable};
use vestibule_system::SystemRandom;
use zeroize::Zeroizing;

use crate::StartError;

/// The key in `secret.key` beside an SQLite database, made if it is not there yet.
pub(crate) fn beside(database_url: &str) -> Result<SecretKey, StartError> {
    let path = place(database_url)?;
    let text = read_or_make(&path)?;
    SecretKey::parse(&text).map_err(|source| StartError::InvalidSecretKey { path, source })
}

/// Returns the file beside an SQLite database in which its secret key is, or will be.
///
/// # Errors
///
/// If the database is not an SQLite file.
pub fn place(database_url: &str) -> Result<PathBuf, StartError> {
    let database = vestibule_seaorm::sqlite_file(database_url)?;
    let database = database.ok_or(StartError::SecretKeyMissing)?;
    Ok(database.with_file_name("secret.key"))
}

/// Returns a good key: 32 random bytes, as text.
///
/// # Errors
///
/// If the system gives no random numbers.
pub fn random() -> Result<Zeroizing<String>, Unavailable> {
    let mut bytes = Zeroizing::new([0; 32]);
    SystemRandom.fill(bytes.as_mut())?;
    Ok(Zeroizing::new(BASE64.encode(bytes.as_ref())))
}

fn read_or_make(path: &Path) -> Result<Zeroizing<String>, StartError> {
    let failed = |source| StartError::SecretKeyFile {
        path: path.to_owned(),
        source,
    };
    match fs::read_to_string(path) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            write(path, &random()?).map_err(failed)?;
            // If several servers start together, all use the key of the first one.
            fs::read_to_string(path).map(Zeroizing::new).map_err(failed)
        }
        Err(error) => Err(failed(error)),
    }
}

/// Whole or not at all, readable by the owner only (mode 0600), and never over another.
fn write(path: &Path, text: &str) -> io::Result<()> {
    // The parent of a bare file name is empty.
    let folder = path.parent().filter(|path| !path.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => fs::File::open(folder)?.sync_all(),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error),
    }
}
