use std::{
    fs::File,
    io::{self, Seek, SeekFrom},
    path::PathBuf,
    sync::Arc,
};

use async_trait::async_trait;
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};
use vestibule_domain::{BreachedPasswords, PlainPassword, Unavailable};

use crate::{PATIENCE, digest::digest};

mod lines;

use lines::{LONGEST, Line, lines_from};

/// Places that are looked at when a file is opened.
const SAMPLES: u64 = 256;
/// What is read at each, some 80 lines.
const SAMPLE_BYTES: usize = 4096;
/// Look-ups at the same time. A disk that hangs must not take all threads of the program.
const LOOK_UPS: usize = 16;

/// Looks breached passwords up in a file in the format of Have I Been Pwned: a line `HASH:COUNT` for
/// each SHA-1 hash, sorted by hash.
///
/// The file is not held in memory: each lookup opens it and finds its line with about 40
/// short reads, so the file can be replaced (`mv`) while the program runs.
///
/// # Examples
///
/// ```no_run
/// use vestibule_breached::HashFile;
///
/// let breached = HashFile::open("/var/lib/pwned-passwords.txt")?;
/// # Ok::<(), vestibule_breached::InvalidHashFile>(())
/// ```
pub struct HashFile {
    path: PathBuf,
    turns: Arc<Semaphore>,
}

/// Why a file is not a [`HashFile`].
#[derive(thiserror::Error)]
pub enum InvalidHashFile {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// The file has another format.
    #[error("at byte {0} it has no line like HASH:COUNT, with the 40 digits of a SHA-1 hash")]
    NotHashes(u64),
    /// The file is sorted by something else, such as the count.
    #[error("at byte {0} it is not sorted by hash")]
    Unsorted(u64),
}

vestibule_domain::debug_as_sentence!(InvalidHashFile);

impl HashFile {
    /// Opens a file, and checks its format at the beginning, at the end and at 256 places between them,
    /// because the file is too large to be read as a whole.
    ///
    /// # Errors
    ///
    /// The file cannot be read, has another format, or is not sorted by hash.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, InvalidHashFile> {
        let path = path.into();
        check(&mut File::open(&path)?)?;
        Ok(Self {
            path,
            turns: Arc::new(Semaphore::new(LOOK_UPS)),
        })
    }
}

#[async_trait]
impl BreachedPasswords for HashFile {
    async fn contains(&self, password: &PlainPassword) -> Result<bool, Unavailable> {
        let (path, digest) = (self.path.clone(), digest(password));
        let turns = self.turns.clone();
        let found = async {
            let turn = turns.acquire_owned().await.map_err(Unavailable::new)?;
            let found = spawn_blocking(move || {
                let found = find(&mut File::open(path)?, &digest);
                drop(turn);
                found
            });
            found
                .await
                .map_err(Unavailable::new)?
                .map_err(Unavailable::new)
        };
        let found = timeout(PATIENCE, found).await;
        found.unwrap_or_else(|_| Err(Unavailable::new("the disk takes too long")))
    }
}

/// Halves the file until one line is left.
fn find(file: &mut File, wanted: &str) -> Result<bool, InvalidHashFile> {
    let (mut from, mut to) = (0, file.seek(SeekFrom::End(0))?);
    while from < to {
        let middle = from + (to - from) / 2;
        let next = lines_from(file, middle, 2 * LONGEST)?.into_iter().next();
        match next {
            Some(Line { at, hash, end }) if at < to => match hash.as_str().cmp(wanted) {
                std::cmp::Ordering::Less => from = end,
                std::cmp::Ordering::Equal => return Ok(true),
                std::cmp::Ordering::Greater => to = middle,
            },
            _ => to = middle,
        }
    }
    Ok(false)
}

fn check(file: &mut File) -> Result<(), InvalidHashFile> {
    let length = file.seek(SeekFrom::End(0))?;
    let span = length.saturating_sub(SAMPLE_BYTES as u64);
    let mut first = String::new();
    for sample in 0..=SAMPLES {
        let lines = lines_from(file, span * sample / SAMPLES, SAMPLE_BYTES)?;
        let mut before = &first;
        for line in &lines {
            if line.hash < *before {
                return Err(InvalidHashFile::Unsorted(line.at));
            }
            before = &line.hash;
        }
        let Some(line) = lines.into_iter().next() else {
            return Err(InvalidHashFile::NotHashes(0));
        };
        first = line.hash;
    }
    Ok(())
}
