use std::net::IpAddr;

/// The client of a request, for the user to recognize. Address and agent are claims of the
/// client and prove nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The address that the connection came from.
    pub address: Option<IpAddr>,
    /// What the browser calls itself; at most [`Client::AGENT_CHARS`] characters.
    pub agent: Option<String>,
    /// The language of the page, for the emails that the request causes. It is stored with emails only.
    pub language: Option<Language>,
}

impl Client {
    /// A browser's name for itself is kept up to this length.
    pub const AGENT_CHARS: usize = 255;

    /// Creates a client. Of the agent it keeps the first characters, without control characters.
    pub fn new(address: Option<IpAddr>, agent: Option<&str>) -> Self {
        let kept = |agent: &str| {
            agent
                .chars()
                .filter(|c| !c.is_control())
                .take(Self::AGENT_CHARS)
                .collect()
        };
        Self {
            address,
            agent: agent.map(kept),
            language: None,
        }
    }

    /// The same client, reading this language.
    pub fn reading(self, language: Option<Language>) -> Self {
        Self { language, ..self }
    }
}

/// A language of pages and emails, by its tag (BCP 47, RFC 5646): `en`, `de`, `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(String);

impl Language {
    /// The longest tag that is kept (RFC 5646, 4.4.1).
    pub const MAX_LENGTH: usize = 35;

    /// Parses a tag: letters, digits and hyphens. The catalogues decide whether the language
    /// exists.
    pub fn parse(tag: &str) -> Option<Self> {
        let fits = (1..=Self::MAX_LENGTH).contains(&tag.len());
        let is_tag = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (fits && is_tag).then(|| Self(tag.to_owned()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
