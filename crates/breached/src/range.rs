use std::{io, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, StatusCode, header};
use http_body_util::{BodyExt, Empty, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::timeout;
use vestibule_domain::{BreachedPasswords, PlainPassword, Unavailable};

use crate::{
    PATIENCE, RangeUrl,
    digest::{DIGITS, digest},
};

/// The digits that are told: about one in a thousand leaked hashes begins with them.
const TOLD: usize = 5;
/// The largest answer. A range has some 2,000 lines of 40 bytes, padding included.
const MOST_BYTES: usize = 512 * 1024;

/// Queries a range service such as Have I Been Pwned: it gets the first five digits of the SHA-1
/// hash, returns all leaked hashes that begin with them, and does not learn which one was meant
/// (k-anonymity). Responses are padded, so that their length does not disclose it either.
///
/// It follows no redirects, and its timeout is two seconds in total.
///
/// # Examples
///
/// ```
/// use vestibule_breached::{RangeService, RangeUrl};
///
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let url = RangeUrl::parse("https://api.pwnedpasswords.com/range/")?;
/// let service = RangeService::new(url)?; // connects with the first password
/// # Ok(()) }
/// ```
pub struct RangeService {
    url: RangeUrl,
    client: Client<HttpsConnector<HttpConnector>, Empty<Bytes>>,
}

impl RangeService {
    /// Creates a client of the service at `url`. It connects when the first password is checked.
    ///
    /// # Errors
    ///
    /// The system has no root certificates.
    pub fn new(url: RangeUrl) -> io::Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()?
            .https_or_http() // `RangeUrl` decides
            .enable_http1()
            .build();
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .build(connector);
        Ok(Self { url, client })
    }

    async fn range(&self, prefix: &str) -> Result<Bytes, Unavailable> {
        let range = self.url.of(prefix);
        let request = Request::get(range.ok_or_else(|| Unavailable::new("it has no address"))?)
            .header(header::USER_AGENT, "vestibule")
            .header("Add-Padding", "true")
            .body(Empty::new())
            .map_err(Unavailable::new)?;
        let answer = self.client.request(request).await;
        let answer = answer.map_err(Unavailable::new)?;
        if answer.status() != StatusCode::OK {
            let status = format!("the service answered {}", answer.status());
            return Err(Unavailable::new(status));
        }
        let body = Limited::new(answer.into_body(), MOST_BYTES).collect();
        Ok(body.await.map_err(Unavailable::new)?.to_bytes())
    }
}

#[async_trait]
impl BreachedPasswords for RangeService {
    async fn contains(&self, password: &PlainPassword) -> Result<bool, Unavailable> {
        let digest = digest(password);
        let (told, kept) = digest.split_at(TOLD);
        let range = timeout(PATIENCE, self.range(told)).await;
        let range = range.map_err(|_| Unavailable::new("the service takes too long"))??;
        find(&range, kept).ok_or_else(|| Unavailable::new("the answer is not a range of hashes"))
    }
}

/// Whether the rest of the hash is in the answer. `None`: it is no complete answer, for example the
/// page of a proxy. Padding has the count 0.
fn find(range: &[u8], kept: &str) -> Option<bool> {
    let lines = std::str::from_utf8(range).ok()?.lines();
    let (mut count, mut found) = (0, false);
    for line in lines.filter(|line| !line.is_empty()) {
        let (rest, seen) = line.split_once(':')?;
        let is_hash = rest.len() == DIGITS - TOLD && rest.bytes().all(|b| b.is_ascii_hexdigit());
        let seen: u64 = seen.trim_end().parse().ok().filter(|_| is_hash)?;
        found |= seen > 0 && rest.eq_ignore_ascii_case(kept);
        count += 1;
    }
    (count > 0).then_some(found)
}
