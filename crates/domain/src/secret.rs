use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{SecretKey, TokenSource, Unavailable};

/// 256 random bits (OWASP ASVS 5.0, 7.2.3 asks for 128).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret([u8; 32]);

impl Secret {
    pub(crate) fn generate(random: &dyn TokenSource) -> Result<Self, Unavailable> {
        let mut secret = Self([0; 32]);
        random.fill(&mut secret.0)?;
        Ok(secret)
    }

    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads what [`Secret::expose`] wrote, and nothing else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut secret = Self([0; 32]);
        let length = BASE64URL_NOPAD.decode_len(text.len()).ok();
        length.filter(|length| *length == secret.0.len())?;
        let decoded = BASE64URL_NOPAD.decode_mut(text.as_bytes(), &mut secret.0);
        decoded.is_ok().then_some(secret)
    }

    /// 43 characters that fit a cookie and an address (base64url, RFC 4648).
    pub(crate) fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64URL_NOPAD.encode(&self.0))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// One purpose's key, and the one before it: computes what only this installation can.
pub(crate) struct MacKeys {
    current: Zeroizing<[u8; 64]>,
    previous: Option<Zeroizing<[u8; 64]>>,
}

impl MacKeys {
    pub(crate) fn new(current: &SecretKey, previous: Option<&SecretKey>, purpose: &str) -> Self {
        Self {
            current: current.derive(purpose),
            previous: previous.map(|key| key.derive(purpose)),
        }
    }

    /// HMAC-SHA-256 under the current key.
    pub(crate) fn mac(&self, message: &[u8]) -> [u8; 32] {
        hmac(&self.current, message).finalize().into_bytes().into()
    }

    /// The same under each key that is accepted, the likeliest first.
    pub(crate) fn macs(&self, message: &[u8]) -> impl Iterator<Item = [u8; 32]> {
        std::iter::once(&self.current)
            .chain(&self.previous)
            .map(|key| hmac(key, message).finalize().into_bytes().into())
    }

    /// Whether `mac` is the message's under one of the keys. It takes the same time for every
    /// wrong one.
    pub(crate) fn verify(&self, message: &[u8], mac: &[u8]) -> bool {
        std::iter::once(&self.current)
            .chain(&self.previous)
            .any(|key| hmac(key, message).verify_slice(mac).is_ok())
    }
}

fn hmac(key: &[u8; 64], message: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new(key.into());
    mac.update(message);
    mac
}
