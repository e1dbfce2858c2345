use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
    sync::Once,
};

use axum::http::{HeaderMap, HeaderName, header};
use ipnet::IpNet;

use crate::http::header_text::list;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The reverse proxies whose forwarding headers are trusted. Empty by default, so these headers
/// are ignored: any client can send them (allauth 65.14.2).
///
/// # Examples
///
/// ```
/// use axum::http::{HeaderMap, HeaderValue};
/// use vestibule_web::TrustedProxies;
///
/// let proxies = TrustedProxies::parse("10.0.0.0/8, ::1")?;
/// let mut headers = HeaderMap::new();
/// headers.insert("x-forwarded-for", HeaderValue::from_static("192.0.2.60"));
/// let client = proxies.client_address("10.0.0.2".parse()?, &headers);
/// assert_eq!(client.to_string(), "192.0.2.60");
/// // From another peer, the header is ignored.
/// let client = proxies.client_address("198.51.100.7".parse()?, &headers);
/// assert_eq!(client.to_string(), "198.51.100.7");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

/// Why a text is not a list of [`TrustedProxies`].
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid address or network {0:?}: it must be like 10.0.0.7 or 10.0.0.0/8")]
pub struct InvalidProxy(String);

vestibule_domain::debug_as_sentence!(InvalidProxy);

impl TrustedProxies {
    /// Parses addresses and networks that are separated by commas, as in `TRUSTED_PROXIES`.
    ///
    /// # Errors
    ///
    /// If an entry is neither an IP address nor a network.
    pub fn parse(text: &str) -> Result<Self, InvalidProxy> {
        let given = text.split(',').map(str::trim);
        let given = given.filter(|proxy| !proxy.is_empty());
        let network = |proxy: &str| {
            let address = || proxy.parse::<IpAddr>().map(IpNet::from);
            let network = IpNet::from_str(proxy).or_else(|_| address());
            network.map_err(|_| InvalidProxy(proxy.to_owned()))
        };
        given.map(network).collect::<Result<_, _>>().map(Self)
    }

    /// Returns the address of the client: the list of hops is followed from the nearest one, as long as
    /// each hop is a trusted proxy.
    ///
    /// `X-Forwarded-For` decides alone where it is there, else `Forwarded` (RFC 7239) does. Nearly
    /// all proxies write the first and pass the second on as the client sent it: looking at both
    /// would let a client hide behind a contradiction. A proxy that writes only `Forwarded` has to
    /// remove `X-Forwarded-For`.
    pub fn client_address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        let told = |header: &HeaderName, read: fn(&str) -> Option<IpAddr>| {
            let hops = list(headers, header).filter(|hops| !hops.trim().is_empty());
            hops.map(|hops| self.follow(peer, &hops, read))
        };
        told(&FORWARDED_FOR, address)
            .or_else(|| told(&header::FORWARDED, forwarded_address))
            .unwrap_or(peer)
    }

    /// Along the list, which has the nearest hop at its end.
    fn follow(&self, peer: IpAddr, list: &str, read: fn(&str) -> Option<IpAddr>) -> IpAddr {
        let mut known = peer;
        for hop in list.rsplit(',') {
            if !self.trusts(known) {
                break;
            }
            match read(hop.trim()) {
                Some(address) => known = address.to_canonical(),
                None => break,
            }
        }
        known
    }

    /// Whether the request seems to come through a proxy that is not configured. Then all clients
    /// count as one network and share its limits.
    fn is_missing(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        let is_forwarded =
            headers.contains_key(FORWARDED_FOR) || headers.contains_key(header::FORWARDED);
        self.0.is_empty() && is_forwarded && is_near(peer.to_canonical())
    }

    /// Returns whether the address is one of them.
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// Says once that a proxy seems to be in front, and is not known.
#[derive(Debug)]
pub(crate) struct ProxyWarning(Once);

impl ProxyWarning {
    pub(crate) const fn new() -> Self {
        Self(Once::new())
    }

    pub(crate) fn look(&self, proxies: &TrustedProxies, peer: IpAddr, headers: &HeaderMap) {
        if proxies.is_missing(peer, headers) {
            self.0.call_once(|| {
                tracing::warn!(
                    %peer,
                    "a proxy seems to be in front, and Builder::trusted_proxies or \
                     TRUSTED_PROXIES does not name it: all people are taken for it, and share the \
                     limits of one network"
                );
            });
        }
    }
}

/// Whether the address is of this machine or of a private network.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

/// An address, maybe with a port.
fn address(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse::<SocketAddr>().map(|socket| socket.ip());
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse().or_else(|_| with_port()).ok()
}

/// `for=192.0.2.60;proto=http`, `For="[2001:db8::1]:4711"`.
fn forwarded_address(hop: &str) -> Option<IpAddr> {
    let mut pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
    let (_, node) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    address(node.trim().trim_matches('"'))
}
