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

fn find(known: &[(&str, &'static str)], agent: &str) -> Option<&'static str> {
    let found = known.iter().find(|(mark, _)| agent.contains(mark));
    found.map(|(_, name)| *name)
}
