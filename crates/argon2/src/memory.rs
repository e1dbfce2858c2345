use argon2::password_hash::phc::Output;
use argon2::{Argon2, Block, Error};
use vestibule_domain::Unavailable;

/// The memory of one worker. It is taken once and used for every hash that follows: asking the
/// system for 19 MiB at each login costs more page faults than some of the hashing.
pub(crate) struct Memory {
    blocks: Vec<Block>,
    usual: usize,
    #[cfg(test)]
    pub(crate) spent: u64,
}

/// Room for so many blocks of 1 KiB is asked for at least, though only what is used becomes
/// resident. The allocator of glibc maps what is larger than 32 MiB by itself, and returns it to the
/// system when it is freed; what is smaller it may keep for ever (mallopt(3), `M_MMAP_THRESHOLD`).
const MAPPED: usize = 33 * 1024;

impl Memory {
    /// Allocates nothing yet. Between two hashes it keeps at most `usual` blocks of 1 KiB.
    pub(crate) fn new(usual: usize) -> Self {
        Self {
            blocks: Vec::new(),
            usual,
            #[cfg(test)]
            spent: 0,
        }
    }

    /// One computation of argon2.
    pub(crate) fn hash(
        &mut self,
        argon2: &Argon2<'_>,
        password: &[u8],
        salt: &[u8],
    ) -> Result<Output, Unavailable> {
        let params = argon2.params();
        self.grow(params.block_count())?;
        let mut buffer = [0; Output::MAX_LENGTH];
        let output = params
            .output_len()
            .and_then(|length| buffer.get_mut(..length))
            .ok_or_else(|| Unavailable::new(Error::OutputTooLong))?;
        argon2
            .hash_password_into_with_memory(password, salt, output, &mut self.blocks)
            .map_err(Unavailable::new)?;
        #[cfg(test)]
        {
            self.spent += crate::params::work(params);
        }
        // A costlier hash from other days does not leave its memory behind.
        if self.blocks.len() > self.usual {
            self.blocks = Vec::new();
        }
        Output::new(output).map_err(Unavailable::new)
    }

    /// Memory that the system does not give is an error, not the end of the process.
    fn grow(&mut self, blocks: usize) -> Result<(), Unavailable> {
        if blocks > self.blocks.len() {
            let room = blocks.max(MAPPED) - self.blocks.len();
            let reserved = self.blocks.try_reserve_exact(room);
            reserved.map_err(|_| Unavailable::new(Error::OutOfMemory))?;
            self.blocks.resize(blocks, Block::new());
        }
        Ok(())
    }

    #[cfg(test)]
    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }
}
