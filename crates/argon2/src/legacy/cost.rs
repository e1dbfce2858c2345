//! The cost of legacy hashes, for the server and for an attacker.

use super::function::{Function, Hash, ScryptCost};
use crate::params::{MOST_MEMORY_KIB, MOST_WORK};

/// The fewest rounds of a fast hash that are worth being stored. A graphics card tries
/// billions of these a second, so that a thousand rounds leave it millions of guesses.
const LEAST_ROUNDS: u64 = 100_000;
/// The least cost of bcrypt (OWASP, Password Storage Cheat Sheet).
const LEAST_BCRYPT_COST: u32 = 10;
/// Minimum memory of scrypt: that of Firebase, and close to that of the default argon2id.
const LEAST_SCRYPT_KIB: u64 = 16 * 1024;

impl ScryptCost {
    fn blocks(self) -> u64 {
        power_of_two(self.log_n).saturating_mul(self.r.into())
    }

    /// N and p blocks of 128 r bytes.
    fn memory_kib(self) -> u64 {
        let lanes = u64::from(self.r).saturating_mul(self.p.into());
        self.blocks().saturating_add(lanes).saturating_mul(128) / 1024
    }
}

impl Function {
    /// About as many blocks of argon2 as take the same time, rather fewer than more: a wrong
    /// password is topped up to the cost of an unknown address. Measured where
    /// a block takes half a microsecond; `cargo bench --bench foreign` shows what comes of it.
    pub(super) fn work(&self, length: usize, typed: usize) -> u64 {
        let typed = typed as u64;
        let (units, thousandths) = match *self {
            Self::Pbkdf2 { hash, rounds } => {
                let blocks = length.div_ceil(hash.length()) as u64;
                let each = match hash {
                    Hash::Md5 => 200,
                    Hash::Sha1 => 230,
                    Hash::Sha256 => 270,
                    Hash::Sha512 => 780,
                };
                (blocks.saturating_mul(rounds.into()), each)
            }
            Self::Scrypt(cost) | Self::ScryptAes(cost) => {
                (cost.blocks().saturating_mul(cost.p.into()), 750)
            }
            Self::Bcrypt { cost } => (power_of_two(cost), 140_000),
            // The password goes into each round of these.
            Self::Phpass { hash, log_rounds } => {
                let (block, each) = match hash {
                    Hash::Sha512 => (128, 400),
                    _ => (64, 170),
                };
                (
                    power_of_two(log_rounds).saturating_mul(1 + typed / block),
                    each,
                )
            }
            Self::Md5Crypt { .. } => (1_000 * (1 + typed / 32), 170),
            Self::ShaCrypt { hash, rounds } => {
                let (block, each) = match hash {
                    Hash::Sha512 => (64, 460),
                    _ => (32, 140),
                };
                (u64::from(rounds).saturating_mul(1 + typed / block), each)
            }
            Self::Argon2(argon2) => (argon2.work(), 1_000),
            Self::Once(_) | Self::Appended(_) => (0, 0),
        };
        units.saturating_mul(thousandths) / 1000
    }

    pub(super) fn memory_kib(&self) -> u64 {
        match self {
            Self::Scrypt(cost) | Self::ScryptAes(cost) => cost.memory_kib(),
            Self::Argon2(argon2) => argon2.memory_kib.into(),
            _ => 0,
        }
    }

    /// Whether the server computes it for a password of so many bytes: it costs at most as much time
    /// and memory as the most expensive accepted argon2 hash.
    pub(super) fn is_affordable(&self, length: usize, typed: usize) -> bool {
        self.memory_kib() <= MOST_MEMORY_KIB.into() && self.work(length, typed) <= MOST_WORK
    }

    /// Whether a guess costs an attacker next to nothing.
    pub(super) fn is_weak(&self) -> bool {
        let rounds = match *self {
            Self::Scrypt(_) | Self::ScryptAes(_) => return self.memory_kib() < LEAST_SCRYPT_KIB,
            Self::Bcrypt { cost } => return cost < LEAST_BCRYPT_COST,
            Self::Pbkdf2 { rounds, .. } | Self::ShaCrypt { rounds, .. } => rounds.into(),
            Self::Phpass { log_rounds, .. } => power_of_two(log_rounds),
            Self::Argon2(_) | Self::Md5Crypt { .. } | Self::Once(_) | Self::Appended(_) => {
                return true;
            }
        };
        rounds < LEAST_ROUNDS
    }
}

fn power_of_two(exponent: u32) -> u64 {
    2_u64.saturating_pow(exponent)
}
