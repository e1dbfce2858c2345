use url::Url;

/// The longest path that is followed, in bytes.
const MAX_LENGTH: usize = 2048;

/// A path of this site, with its query: a safe redirect target. A look-alike site could ask for the
/// password again (open redirect, CWE-601).
///
/// # Examples
///
/// ```
/// use vestibule_web::LocalPath;
///
/// let next = LocalPath::parse("/orders?page=2")?;
/// assert_eq!(next.as_str(), "/orders?page=2");
/// assert!(LocalPath::parse("//evil.example").is_err());
/// # Ok::<(), vestibule_web::InvalidLocalPath>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

/// Why a text is not a [`LocalPath`].
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "it must be a path of this site that begins with one slash, like /orders or /orders?page=2"
)]
pub struct InvalidLocalPath;

vestibule_domain::debug_as_sentence!(InvalidLocalPath);

impl LocalPath {
    /// Parses untrusted text. It accepts a path only if a browser that follows it stays on this site
    /// (WHATWG URL standard).
    ///
    /// # Errors
    ///
    /// The text is longer than 2048 bytes, does not begin with exactly one slash, has a backslash or a
    /// control character, or leads to another site.
    pub fn parse(text: &str) -> Result<Self, InvalidLocalPath> {
        Self::read(text).ok_or(InvalidLocalPath)
    }

    fn read(text: &str) -> Option<Self> {
        let is_absolute = text.starts_with('/') && !text.starts_with("//");
        // Browsers drop tabs and line ends and take a backslash for a slash: `/\evil.example`.
        let is_tricky = text.contains(|c: char| c == '\\' || c.is_control());
        if !is_absolute || is_tricky || text.len() > MAX_LENGTH {
            return None;
        }
        let base = Url::parse("http://site.invalid/").ok()?;
        let url = base.join(text).ok()?;
        // `/..//evil.example` becomes `//evil.example` only when its dots are resolved.
        let stays = url.origin() == base.origin() && !url.path().starts_with("//");
        stays.then(|| Self(url[url::Position::BeforePath..].to_owned()))
    }

    /// Returns the front page, `/`.
    pub fn root() -> Self {
        Self("/".to_owned())
    }

    /// Returns the path, for a `Location` header or a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
