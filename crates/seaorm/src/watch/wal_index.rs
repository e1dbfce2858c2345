use std::{
    fmt,
    fs::File,
    io,
    mem::ManuallyDrop,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use vestibule_domain::{ChangeListener, Changes};

use super::place::Place;

/// The version of the format below.
const VERSION: u32 = 3_007_000;

/// What the index of SQLite's write-ahead log begins with: a copy of it, and a count of the
/// commits, which every process that commits moves on (<https://www.sqlite.org/walformat.html>, 2.1).
///
/// To read it is one system call of a third of a microsecond. The documented way to learn of a commit,
/// `PRAGMA data_version`, compares the same bytes, behind a lock and a change of threads.
type Header = [u8; 48];

/// Watches an SQLite database for the commits of others.
///
/// A commit is visible to readers when it is in the header, not before. So data that is read after
/// the header is at least as new as the header, and while the header is unchanged, nothing was
/// committed.
#[derive(Clone)]
pub(crate) struct WalIndex(Arc<Index>);

struct Index {
    /// The file is never closed. A process that closes a file loses all its locks on it (POSIX
    /// `fcntl`), including those of SQLite, and the database would be corrupted.
    file: ManuallyDrop<File>,
    /// As long as one connection is open, SQLite takes no other file for the index.
    _connection: Mutex<Box<dyn Send>>,
    listener: Arc<dyn ChangeListener>,
    place: Place,
    state: Mutex<State>,
}

struct State {
    /// What the listener knows of.
    seen: Header,
    /// Commits of this process of which it is not known yet whether they are in the header.
    under_way: u32,
}

impl WalIndex {
    /// `None` where the index has another format, or the system is none on which to read a file is
    /// sure to show what was written through memory. The `connection` has it open.
    pub(super) fn open(
        database: &str,
        connection: Box<dyn Send>,
        listener: Arc<dyn ChangeListener>,
    ) -> io::Result<Option<Self>> {
        if !cfg!(any(
            target_os = "linux",
            target_os = "macos",
            target_os = "freebsd"
        )) {
            return Ok(None);
        }
        let place = Place::of(database)?;
        let file = ManuallyDrop::new(File::open(format!("{database}-shm"))?);
        let seen = read(&file)?;
        if u32_at(&seen, 0) != VERSION {
            return Ok(None);
        }
        Ok(Some(Self(Arc::new(Index {
            file,
            _connection: Mutex::new(connection),
            listener,
            place,
            state: Mutex::new(State { seen, under_way: 0 }),
        }))))
    }

    /// Says that this process is about to commit.
    pub(crate) fn begin_commit(&self) -> OwnCommit {
        let is_known = self.0.look();
        let mut state = self.0.state();
        state.under_way += 1;
        OwnCommit {
            index: self.0.clone(),
            before: is_known.then_some(state.seen),
            wrote: false,
        }
    }
}

impl WalIndex {
    /// Whether the path of the database leads to another file than the one that is open here.
    pub(crate) fn is_replaced(&self) -> bool {
        self.0.place.is_replaced()
    }
}

impl Index {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look(&self) -> bool {
        if self.place.is_replaced() {
            return false;
        }
        let Ok(header) = read(&self.file) else {
            return false;
        };
        let mut state = self.state();
        if header == state.seen {
            return true;
        }
        if state.under_way > 0 {
            return false; // ours or another's: in a moment it will be known
        }
        self.listener.anything_changed();
        state.seen = header;
        true
    }

    fn end_commit(&self, before: Option<Header>, wrote: bool) {
        let header = read(&self.file);
        let mut state = self.state();
        state.under_way -= 1;
        let Ok(header) = header else {
            return; // no other process can read it either
        };
        let is_one_later = |before| commits(&header) == commits(before).wrapping_add(1);
        let before = before.filter(|before| *before == state.seen);
        if header != state.seen && !(wrote && before.as_ref().is_some_and(is_one_later)) {
            self.listener.anything_changed();
        }
        state.seen = header;
    }
}

/// A commit of this process. The listener knows of it, and need not be told.
pub(crate) struct OwnCommit {
    index: Arc<Index>,
    before: Option<Header>,
    wrote: bool,
}

impl OwnCommit {
    /// Reports an own commit, and whether it changed rows for certain. SQLite does not count a commit
    /// without changes, so another commit in the header would belong to another process. Without
    /// this report, each commit counts as one of another process.
    pub(crate) fn succeeded(mut self, wrote: bool) {
        self.wrote = wrote;
    }
}

impl Drop for OwnCommit {
    fn drop(&mut self) {
        self.index.end_commit(self.before, self.wrote);
    }
}

#[async_trait]
impl Changes for WalIndex {
    async fn are_told(&self) -> bool {
        self.0.look()
    }
}

impl fmt::Debug for WalIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WalIndex")
    }
}

#[cfg(unix)]
fn read(file: &File) -> io::Result<Header> {
    let mut header = [0; size_of::<Header>()];
    std::os::unix::fs::FileExt::read_exact_at(file, &mut header, 0)?;
    Ok(header)
}

#[cfg(not(unix))]
fn read(_: &File) -> io::Result<Header> {
    Err(io::ErrorKind::Unsupported.into())
}

fn commits(header: &Header) -> u32 {
    u32_at(header, 8)
}

fn u32_at(header: &Header, offset: usize) -> u32 {
    let bytes = header[offset..].first_chunk().copied();
    bytes.map_or(0, u32::from_ne_bytes)
}
