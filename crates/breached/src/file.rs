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

/// Leaked passwords in a file, as Have I Been Pwned publishes them: a line `HASH:COUNT` for
/// each SHA-1 hash, sorted by hash.
///
/// Nothing of it is kept in memory: each look-up opens the file and finds its line by some 40
/// short reads. So a file may be replaced by another (`mv`) while the program runs.
pub struct HashFile {
    path: PathBuf,
    turns: Arc<Semaphore>,
}

/// Why a file can't be used.
#[derive(thiserror::Error)]
pub enum InvalidHashFile {
    /// It can't be read.
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// It is something else.
    #[error("at byte {0} it has no line like HASH:COUNT, with the 40 digits of a SHA-1 hash")]
    NotHashes(u64),
    /// It is sorted otherwise, such as by count.
    #[error("at byte {0} it is not sorted by hash")]
    Unsorted(u64),
}

vestibule_domain::debug_as_sentence!(InvalidHashFile);

impl HashFile {
    /// Opens it, and looks at its beginning, its end and what lies between at 256 places: it
    /// is too large to be read as a whole.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or has another format.
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
