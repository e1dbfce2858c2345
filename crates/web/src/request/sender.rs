use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, header};
use vestibule_domain::Client;

use super::RequestContext;
use crate::{Vestibule, http::header_text::list};

/// Which client sent the request, and from where.
pub(super) struct Sender {
    pub(super) client: Client,
    is_direct: bool,
}

impl Sender {
    /// `peer` is the other end of the connection: the client, or a proxy in front of it.
    pub(super) fn of(headers: &HeaderMap, peer: Option<IpAddr>, vestibule: &Vestibule) -> Self {
        let parts = vestibule.parts();
        let proxies = &parts.settings.trusted_proxies;
        let peer = peer.map(|peer| peer.to_canonical());
        let address = peer.map(|peer| {
            parts.proxy_warning.look(proxies, peer, headers);
            proxies.client_address(peer, headers)
        });
        let agent = list(headers, &header::USER_AGENT);
        Self {
            client: Client::new(address, agent.as_deref()),
            is_direct: !peer.is_some_and(|peer| proxies.trusts(peer)),
        }
    }
}

impl RequestContext {
    /// Whether no trusted proxy stands in between.
    pub(crate) fn is_direct(&self) -> bool {
        self.0.sender.is_direct
    }

    /// The address that the request came from.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        self.0.sender.client.address
    }

    /// What the client calls itself.
    pub(crate) fn agent(&self) -> Option<&str> {
        self.0.sender.client.agent.as_deref()
    }

    /// All cookies, as they were sent.
    pub(crate) fn cookie_lines(&self) -> &[HeaderValue] {
        self.0.cookies.lines()
    }

    /// What the browser sent to be known again.
    pub(crate) fn device(&self) -> Option<&str> {
        let cookie = &self.vestibule().parts().device_cookie;
        cookie.read(&self.0.cookies)
    }
}
