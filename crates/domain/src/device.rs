use data_encoding::BASE64URL_NOPAD;

use crate::{SecretKey, TokenSource, Unavailable, UserId, secret::MacKeys};

const ID: usize = 16;
const MARK: usize = 16;
const MAC: usize = 32;

/// A known browser, which has a signed cookie from an earlier login. It is no fingerprint, and no
/// credential. It spares the user the notice about a new browser, and has its own rate limit, which
/// guesses elsewhere do not consume (OWASP, device cookies).
///
/// The cookie has a mark for each user, which only this server can read and which differs in every
/// browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    id: [u8; ID],
    marks: Vec<[u8; MARK]>,
}

impl Device {
    /// Maximum number of users in one cookie; the latest ones are kept.
    const PEOPLE: usize = 8;

    fn new(random: &dyn TokenSource) -> Result<Self, Unavailable> {
        let mut id = [0; ID];
        random.fill(&mut id)?;
        let marks = Vec::new();
        Ok(Self { id, marks })
    }

    fn remember(&mut self, mark: [u8; MARK]) {
        self.marks.retain(|known| *known != mark);
        self.marks.insert(0, mark);
        self.marks.truncate(Self::PEOPLE);
    }

    pub(crate) fn id(&self) -> &[u8] {
        &self.id
    }

    fn bytes(&self) -> Vec<u8> {
        [&self.id[..], self.marks.as_flattened()].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (id, marks) = bytes.split_first_chunk::<ID>()?;
        let (marks, rest) = marks.as_chunks::<MARK>();
        rest.is_empty().then(|| Self {
            id: *id,
            marks: marks.to_vec(),
        })
    }
}

/// The keys that sign a [`Device`], and compute the marks of users.
pub struct DeviceKeys {
    sign: MacKeys,
    mark: MacKeys,
}

impl DeviceKeys {
    /// Derives them. Browsers known under `previous` stay known.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self {
            sign: MacKeys::new(current, previous, "device cookie"),
            mark: MacKeys::new(current, previous, "person in a device cookie"),
        }
    }

    /// Parses the cookie of a browser, if its signature is valid.
    pub fn read(&self, sent: &str) -> Option<Device> {
        let bytes = BASE64URL_NOPAD.decode(sent.as_bytes()).ok()?;
        let (device, mac) = bytes.split_last_chunk::<MAC>()?;
        self.sign
            .verify(device, mac)
            .then(|| Device::from_bytes(device))?
    }

    /// What the browser is to send from now on.
    pub fn write(&self, device: &Device) -> String {
        let mut bytes = device.bytes();
        let mac = self.sign.mac(&bytes);
        bytes.extend(mac);
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Whether the user logged in with this device before, in the same epoch
    /// ([`Credential::device_epoch`](crate::Credential::device_epoch)).
    pub fn knows(&self, device: &Device, user: UserId, epoch: u32) -> bool {
        self.mark
            .macs(&marked(device.id, user, epoch))
            .any(|mac| device.marks.iter().any(|mark| mac.starts_with(mark)))
    }

    /// The device after the user logged in with it; a new one where there was none.
    pub(crate) fn after_login(
        &self,
        device: Option<Device>,
        user: UserId,
        epoch: u32,
        random: &dyn TokenSource,
    ) -> Result<Device, Unavailable> {
        let mut device = device.map_or_else(|| Device::new(random), Ok)?;
        let mac = self.mark.mac(&marked(device.id, user, epoch));
        let mark = mac.first_chunk().copied();
        device.remember(mark.unwrap_or_else(|| unreachable!("a mark is half a MAC")));
        Ok(device)
    }
}

fn marked(id: [u8; ID], user: UserId, epoch: u32) -> Vec<u8> {
    [&id[..], user.as_uuid().as_bytes(), &epoch.to_be_bytes()].concat()
}
