//! The protocol around the pages: cookies, headers, origins, proxies, limits by network.

pub(crate) mod attempt;
pub(crate) mod bearer;
pub(crate) mod content_policy;
pub(crate) mod cookie;
pub(crate) mod cross_site;
pub(crate) mod header_text;
pub(crate) mod headers;
pub(crate) mod local_path;
pub(crate) mod measure;
pub(crate) mod misplaced;
pub(crate) mod network;
pub(crate) mod network_limits;
pub(crate) mod origin;
pub(crate) mod retry_later;
pub(crate) mod sent_cookies;
pub(crate) mod trusted_proxies;
