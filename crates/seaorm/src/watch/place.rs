use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};

/// How long a look at the paths holds.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The paths of a database and of its index, and which files they led to when they were opened.
///
/// A backup that is moved to the path while a server runs is another file: connections that are
/// open keep the old one, and later ones open the new one, so that nothing that either says holds
/// for the other.
pub(super) struct Place {
    paths: [(PathBuf, FileId); 2],
    looked_at: Mutex<Instant>,
    is_replaced: AtomicBool,
}

impl Place {
    pub(super) fn of(database: &str) -> io::Result<Self> {
        let known = |path: PathBuf| file_id(&path).map(|id| (path, id));
        Ok(Self {
            paths: [
                known(database.into())?,
                known(format!("{database}-shm").into())?,
            ],
            looked_at: Mutex::new(Instant::now()),
            is_replaced: AtomicBool::new(false),
        })
    }

    /// Whether a path leads to another file now, or to none. Once it does, it stays so: a server
    /// that works on two files must be started anew.
    pub(super) fn is_replaced(&self) -> bool {
        if self.is_replaced.load(SeqCst) {
            return true;
        }
        {
            let mut looked_at = self
                .looked_at
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            if looked_at.elapsed() < LOOK_AGAIN {
                return false;
            }
            *looked_at = Instant::now();
        }
        let other = self.paths.iter().find(|(path, id)| {
            let is_same = file_id(path).is_ok_and(|now| now == *id);
            !is_same
        });
        if let Some((path, _)) = other
            && !self.is_replaced.swap(true, SeqCst)
        {
            tracing::error!(
                path = %path.display(),
                "the database file was replaced while the server runs: stop the server, replace \
                 the file, and start the server"
            );
        }
        other.is_some()
    }
}

/// Device and number of a file.
type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(path: &Path) -> io::Result<FileId> {
    use std::os::unix::fs::MetadataExt;

    let found = std::fs::metadata(path)?;
    Ok((found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn file_id(_: &Path) -> io::Result<FileId> {
    Err(io::ErrorKind::Unsupported.into())
}
