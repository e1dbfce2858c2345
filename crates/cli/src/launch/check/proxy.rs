//! What the proxies between clients and the server do to headers.

use axum::http::{HeaderMap, header};
use vestibule_web::{PublicUrl, TrustedProxies};

use super::{Finding, public_url::Arrived};

const PART: &str = "proxy";
/// The forged client address, reserved for documentation (RFC 5737).
pub(super) const LIE: &str = "192.0.2.66";
pub(super) const COOKIE: &str = "vestibule_check=1";
pub(super) const FETCH_SITE: &str = "same-origin";

pub(super) fn judge(url: &PublicUrl, proxies: &TrustedProxies, arrived: &Arrived) -> Vec<Finding> {
    let headers = &arrived.headers;
    let mut found = vec![
        host(url, headers),
        kept(
            headers,
            "cookie",
            COOKIE,
            "without it, without it, without it, without it, users do not stay logged in",
        ),
        kept(
            headers,
            "sec-fetch-site",
            FETCH_SITE,
            "without it, the server checks Origin only",
        ),
        kept(
            headers,
            "origin",
            url.as_str(),
            "without it, the server refuses forms",
        ),
    ];
    if let Some(scheme) = text(headers, "x-forwarded-proto") {
        let what =
            format!("X-Forwarded-Proto is {scheme:?}; the server ignores it and uses PUBLIC_URL");
        found.push(Finding::ok(PART, what));
    }
    found.push(client(url, proxies, arrived));
    found
}

/// All lines of a header as one.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(name).iter();
    let lines: Vec<_> = lines
        .map(|line| String::from_utf8_lossy(line.as_bytes()))
        .collect();
    (!lines.is_empty()).then(|| lines.join(","))
}

fn host(url: &PublicUrl, headers: &HeaderMap) -> Finding {
    let expected = url.as_str().split_once("://").map_or("", |(_, host)| host);
    match text(headers, header::HOST.as_str()) {
        Some(host) if host.eq_ignore_ascii_case(expected) => {
            Finding::ok(PART, format!("Host arrives as {host:?}"))
        }
        other => {
            let other = other.unwrap_or_default();
            Finding::warning(
                PART,
                format!("Host arrives as {other:?}, not as {expected:?}"),
            )
            .advising("pass it on (`check --snippet`)")
        }
    }
}

/// Whether a header arrives as it was sent; `otherwise` is what follows if not.
fn kept(headers: &HeaderMap, name: &'static str, sent: &str, otherwise: &str) -> Finding {
    match text(headers, name) {
        Some(value) if value == sent => Finding::ok(PART, format!("{name} arrives as it was sent")),
        Some(value) => Finding::failed(PART, format!("{name} arrives as {value:?}, not {sent:?}"))
            .advising(format!("pass it on; {otherwise}")),
        None => Finding::failed(PART, format!("the proxy removes {name}"))
            .advising(format!("pass it on; {otherwise}")),
    }
}

/// The client address that the server would see, and whether it can be trusted.
fn client(url: &PublicUrl, proxies: &TrustedProxies, arrived: &Arrived) -> Finding {
    let Arrived { peer, headers } = arrived;
    let peer = peer.ip();
    let told = text(headers, "x-forwarded-for");
    let is_written = told.as_deref() != Some(LIE);
    let (is_trusted, client) = (proxies.trusts(peer), proxies.client_address(peer, headers));
    // The server has no TLS, so a proxy terminates it.
    let is_proxied = url.is_https() || (is_written && told.is_some());
    match (is_trusted, is_written) {
        (true, _) if client.to_string() == LIE => {
            let what = "TRUSTED_PROXIES trusts a forged header: any client can claim any address";
            let advice = format!(
                "configure {peer} to replace X-Forwarded-For and remove Forwarded, and trust no other address"
            );
            Finding::failed(PART, what).advising(advice)
        }
        (true, _) => Finding::ok(
            PART,
            format!("the client of requests through {peer} is {client}"),
        ),
        (false, true) if is_proxied => {
            let what = format!(
                "{peer} forwards client addresses, but is not trusted: all clients count as one"
            );
            Finding::warning(PART, what).advising(format!("set TRUSTED_PROXIES={peer}"))
        }
        (false, _) if is_proxied => {
            let what =
                format!("{peer} does not forward client addresses: all clients count as one");
            let advice = format!(
                "configure it to set X-Forwarded-For (`check --snippet`), then set TRUSTED_PROXIES={peer}"
            );
            Finding::warning(PART, what).advising(advice)
        }
        (false, _) => Finding::ok(PART, format!("no proxy; the client is {peer}")),
    }
}
