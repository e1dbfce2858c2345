use crate::Message;

/// Substrings of `User-Agent`, and the names of the browsers. Most browsers also claim to be those
/// further down, so the first match counts.
const BROWSERS: [(&str, &str); 14] = [
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("OPiOS/", "Opera"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edge/", "Edge"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Operating systems by their token in `User-Agent`. An iPad that requests desktop pages claims to
/// be a Mac and cannot be told apart.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
    ("X11", "Linux"),
];

/// Describes the browser of a `User-Agent` header (RFC 9110, 10.1.5), for example "Firefox on
/// Linux", so that users recognize their sessions. The result contains no text of the header,
/// because a client can send any.
pub fn browser(agent: &str) -> Message {
    match (find(&BROWSERS, agent), find(&SYSTEMS, agent)) {
        (Some(browser), Some(system)) => Message::new("agent-on")
            .with("browser", browser)
            .with("system", system),
        (Some(browser), None) => browser.into(),
        (None, _) => Message::new("agent-unknown"),
    }
}

/// The kind of device of a `User-Agent` header: `phone`, `tablet`, `desktop`, or `unknown` for API
/// clients and others.
pub(crate) fn device(agent: &str) -> &'static str {
    match find(&SYSTEMS, agent) {
        Some("iPhone") => "phone",
        Some("iPad") => "tablet",
        // Phones say so (Android's documentation of `User-Agent`).
        Some("Android") if agent.contains("Mobile") => "phone",
        Some("Android") => "tablet",
        Some(_) => "desktop",
        None => "unknown",
    }
}

fn find(known: &[(&str, &'static str)], agent: &str) -> Option<&'static str> {
    let found = known.iter().find(|(mark, _)| agent.contains(mark));
    found.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn different_devices_have_different_names() {
        for (agent, kind) in [
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X)",
                "phone",
            ),
            ("Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X)", "tablet"),
            (
                "Mozilla/5.0 (Linux; Android 16) Chrome/142.0 Mobile",
                "phone",
            ),
            ("Mozilla/5.0 (Linux; Android 16) Chrome/142.0", "tablet"),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
                "desktop",
            ),
            ("curl/8.14.1", "unknown"),
        ] {
            assert_eq!(device(agent), kind, "{agent}");
        }
    }
}
