//! What a value must be, said in one line where it is not.

use std::{net::SocketAddr, time::Duration};

use vestibule_builder::SessionCaching;
use vestibule_domain::{EmailAddress, PasswordPolicy};
use vestibule_templates::{InvalidLogo, Logo};
use vestibule_web::LocalPath;

pub(super) fn min_length(text: &str) -> Result<usize, String> {
    let range = PasswordPolicy::LEAST_MIN_LENGTH..=PasswordPolicy::MAX_LENGTH;
    let length = text.parse().ok().filter(|length| range.contains(length));
    length.ok_or_else(|| format!("it must be from {} to {}", range.start(), range.end()))
}

/// Reads the address of a user, or of the site.
pub(crate) fn email(text: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(text).map_err(|error| format!("{error}, like alice@example.com"))
}

/// Reads a path of the site, or the URL of a web page.
pub(super) fn site_url(text: &str) -> Result<String, String> {
    let is_web_page = || {
        let url = url::Url::parse(text).ok();
        url.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    };
    match LocalPath::parse(text).is_ok() || is_web_page() {
        true => Ok(text.to_owned()),
        false => {
            Err("it must be a path or a URL, like /terms or https://shop.example/terms".to_owned())
        }
    }
}

/// Reads a logo from its file.
pub(super) fn logo(path: &str) -> Result<Logo, InvalidLogo> {
    Logo::read(path.as_ref())
}

/// Reads a time with its unit.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text)
        .map_err(|_| "it must be a time with its unit, like 30s, 15min, 12h or 14days".to_owned())
}

/// Reads an address and a port. `localhost` is this machine, over IPv4.
pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    let local = text.strip_prefix("localhost:");
    let local = local.map(|port| format!("127.0.0.1:{port}"));
    let address = local.as_deref().unwrap_or(text).parse();
    address.map_err(|error| {
        format!("{error}: it must be like 127.0.0.1:8000, localhost:8000 or [::]:8000")
    })
}

/// Databases count lock timeouts in whole seconds; more than an hour makes no sense for a page.
pub(super) fn statement_timeout(text: &str) -> Result<Duration, String> {
    let statement_timeout = duration(text)?;
    let is_sensible = (1..=60 * 60).contains(&statement_timeout.as_secs());
    is_sensible
        .then_some(statement_timeout)
        .ok_or_else(|| "it must be from a second to an hour".to_owned())
}

pub(super) fn wait(text: &str) -> Result<Duration, String> {
    let wait = duration(text)?;
    let is_sensible = wait <= Duration::from_secs(24 * 60 * 60);
    is_sensible
        .then_some(wait)
        .ok_or_else(|| "it must be a day or less".to_owned())
}

/// At least a minute: a session without a lifetime would be useless.
pub(crate) fn lifetime(text: &str) -> Result<Duration, String> {
    let lifetime = duration(text)?;
    let is_sensible = lifetime >= Duration::from_secs(60);
    is_sensible
        .then_some(lifetime)
        .ok_or_else(|| "it must be a minute or more".to_owned())
}

/// At most a minute, the longest acceptable delay of a revocation.
pub(super) fn session_cache(text: &str) -> Result<SessionCaching, String> {
    let time = match text {
        "on" => return Ok(SessionCaching::Exact),
        "off" => return Ok(SessionCaching::Off),
        time => humantime::parse_duration(time).ok(),
    };
    let time = time.filter(|time| (1..=60).contains(&time.as_secs()));
    time.map(SessionCaching::Within)
        .ok_or_else(|| "it must be on, off, or a time from a second to a minute".to_owned())
}
