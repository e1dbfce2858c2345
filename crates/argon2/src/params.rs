use argon2::Params;

/// Length of new hashes: 256 bits, as RFC 9106 (section 4) recommends.
pub(crate) const OUTPUT_BYTES: usize = 32;
/// Maximum memory of one hash, new or stored.
pub(crate) const MOST_MEMORY_KIB: u32 = 256 * 1024;
/// The most passes over the memory.
pub(crate) const MOST_PASSES: u32 = 10;
/// The most work of one hash, in blocks of 1 KiB.
#[cfg(feature = "legacy-hashes")]
pub(crate) const MOST_WORK: u64 = MOST_MEMORY_KIB as u64 * MOST_PASSES as u64;
/// OWASP ASVS 5.0, appendix C: the least memory in KiB for so many passes, or more.
pub(crate) const LEAST_MEMORY_KIB: [(u32, u32); 3] = [(1, 47_104), (2, 19_456), (3, 12_288)];
/// Maximum number of lanes of new hashes. They are computed one after the other.
const MOST_LANES: u32 = 4;
/// The most lanes of a stored hash: they cost nothing more, and Django's have eight.
const MOST_STORED_LANES: u32 = 16;

/// The cost of one hash: the server pays it once per login, an attacker once per guess.
///
/// The default is 19 MiB, two passes, one lane (OWASP ASVS 5.0, appendix C).
///
/// # Examples
///
/// ```
/// use vestibule_argon2::{Argon2Params, InvalidParams};
///
/// let params = Argon2Params::new(47_104, 1, 1)?; // 46 MiB, one pass, one lane
/// assert_eq!(Argon2Params::new(1024, 1, 1), Err(InvalidParams::TooWeak));
/// # Ok::<(), InvalidParams>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argon2Params(pub(crate) Params);

/// Why parameters are not accepted.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidParams {
    /// A stolen hash would be too cheap to guess.
    #[error(
        "argon2id is too weak below 47104 KiB with 1 pass, 19456 KiB with 2 or 12288 KiB with 3, and needs 1 lane"
    )]
    TooWeak,
    /// A few logins would stop the machine.
    #[error(
        "argon2id is too costly above {MOST_MEMORY_KIB} KiB, {MOST_PASSES} passes or {MOST_LANES} lanes"
    )]
    TooCostly,
}

vestibule_domain::debug_as_sentence!(InvalidParams);

impl Argon2Params {
    /// Creates parameters: `memory_kib` KiB of memory per hash, `passes` iterations, `lanes` lanes.
    ///
    /// # Errors
    ///
    /// - [`InvalidParams::TooWeak`]: the parameters are weaker than OWASP ASVS 5.0 accepts (appendix C).
    /// - [`InvalidParams::TooCostly`]: a hash takes more than 256 MiB, ten passes or four lanes.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, InvalidParams> {
        let mut accepted = LEAST_MEMORY_KIB.iter();
        if !accepted.any(|&(least, memory)| passes >= least && memory_kib >= memory) {
            return Err(InvalidParams::TooWeak);
        }
        let params = Params::new(memory_kib, passes, lanes, Some(OUTPUT_BYTES))
            .map_err(|_| InvalidParams::TooWeak)?;
        match is_affordable(&params) && lanes <= MOST_LANES {
            true => Ok(Self(params)),
            false => Err(InvalidParams::TooCostly),
        }
    }
}

impl Default for Argon2Params {
    fn default() -> Self {
        const OWASP: Params = match Params::new(19_456, 2, 1, Some(OUTPUT_BYTES)) {
            Ok(params) => params,
            Err(_) => panic!("argon2 takes what OWASP recommends"),
        };
        Self(OWASP)
    }
}

/// Whether a hash of these parameters may be computed. Stored parameters come from imports
/// and backups: 4 GiB in one of them must not take the machine down at each login.
pub(crate) fn is_affordable(params: &Params) -> bool {
    params.m_cost() <= MOST_MEMORY_KIB
        && params.t_cost() <= MOST_PASSES
        && params.p_cost() <= MOST_STORED_LANES
}

/// How many blocks of 1 KiB a hash computes: its work.
pub(crate) fn work(params: &Params) -> u64 {
    u64::from(params.m_cost()) * u64::from(params.t_cost())
}

/// Parameters that cost what `today`'s cost beyond the work that was `spent`; `None` when
/// that is nothing.
pub(crate) fn remainder(today: &Params, spent: u64) -> Option<Params> {
    let blocks = work(today).saturating_sub(spent) / u64::from(today.t_cost());
    let memory_kib = u32::try_from(blocks).ok()?;
    Params::new(
        memory_kib,
        today.t_cost(),
        today.p_cost(),
        Some(OUTPUT_BYTES),
    )
    .ok()
}
