use std::sync::Arc;

use argon2::{Algorithm, Argon2, KeyId, Params, ParamsBuilder, Version};
use vestibule_domain::{SecretKey, Unavailable};
use zeroize::Zeroizing;

use crate::params::OUTPUT_BYTES;

/// A secret input of every hash that no hash contains (the input `K` of argon2, RFC 9106, section
/// 3.1). With a stolen database alone, an attacker cannot verify any guess (NIST SP 800-63B-4,
/// 3.1.1.2: a keyed step with a separately stored key).
///
/// A hash names its pepper by an identifier, so that peppers can be replaced.
#[derive(Clone)]
pub struct Pepper(Arc<Derived>);

struct Derived {
    id: KeyId,
    secret: Zeroizing<[u8; 32]>,
}

impl Pepper {
    /// Secret and identifier are derived from `key`, each for itself: neither leads back to
    /// it, nor one to the other.
    pub fn new(key: &SecretKey) -> Self {
        let id = key.derive::<{ KeyId::MAX_LEN }>("password pepper: identifier");
        Self(Arc::new(Derived {
            id: KeyId::new(&*id).unwrap_or_else(|_| unreachable!("it has the longest length")),
            secret: key.derive("password pepper"),
        }))
    }
}

impl std::fmt::Debug for Pepper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pepper(…)")
    }
}

/// The pepper of new hashes, and the one before.
#[derive(Clone, Default)]
pub(crate) struct Peppers {
    pub(crate) current: Option<Pepper>,
    pub(crate) previous: Option<Pepper>,
}

impl Peppers {
    /// The parameters of new hashes: with the name of their pepper, if there is one.
    pub(crate) fn name_in(&self, today: &Params) -> Params {
        let id = self.current.as_ref().map_or(KeyId::EMPTY, |Pepper(p)| p.id);
        let mut named = ParamsBuilder::new();
        named
            .m_cost(today.m_cost())
            .t_cost(today.t_cost())
            .p_cost(today.p_cost())
            .output_len(OUTPUT_BYTES)
            .keyid(id);
        let named = named.build();
        named.unwrap_or_else(|_| unreachable!("they were accepted without a name"))
    }

    /// Returns the pepper of a hash with these parameters: `Some(None)` if the hash has none, `None`
    /// if its pepper is not configured.
    pub(crate) fn find(&self, params: &Params) -> Option<Option<Pepper>> {
        if params.keyid().is_empty() {
            return Some(None);
        }
        let mut known = self.current.iter().chain(&self.previous);
        let found = known.find(|Pepper(known)| known.id.as_bytes() == params.keyid());
        found.map(|pepper| Some(pepper.clone()))
    }
}

/// One computation, with the pepper or without one.
pub(crate) fn argon2(
    pepper: Option<&Pepper>,
    algorithm: Algorithm,
    version: Version,
    params: Params,
) -> Result<Argon2<'_>, Unavailable> {
    match pepper {
        Some(Pepper(pepper)) => {
            Argon2::new_with_secret(&*pepper.secret, algorithm, version, params)
                .map_err(Unavailable::new)
        }
        None => Ok(Argon2::new(algorithm, version, params)),
    }
}
