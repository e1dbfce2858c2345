use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The most octets of a local part (RFC 5321, 4.5.3.1.1).
const LOCAL_OCTETS: usize = 64;
/// The most octets of an address: a path has 256 with its angle brackets (RFC 5321, 4.5.3.1.3).
const ADDRESS_OCTETS: usize = 254;

/// A syntactically valid email address. Only an email verifies that the address exists, and whose it is.
///
/// It is shown as it was typed, and compared by its canonical form: compatibility
/// characters folded (NFKC), lower case, the domain in its ASCII form. `ALICE@Example.com`
/// and `alice@example.com` are one address; `mıke@example.com` (without the dot) is not
/// `mike@example.com`, so look-alike addresses are different users.
///
/// # Examples
///
/// ```
/// use vestibule_domain::EmailAddress;
///
/// let email = EmailAddress::parse("Alice@Bücher.example")?;
/// assert_eq!(email.as_str(), "Alice@Bücher.example");
/// assert_eq!(email.canonical(), "alice@xn--bcher-kva.example");
/// assert!(EmailAddress::parse("alice").is_err());
/// # Ok::<(), vestibule_domain::InvalidEmail>(())
/// ```
#[derive(Clone)]
pub struct EmailAddress {
    shown: String,
    canonical: String,
}

/// Why a text is not an email address.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// The text is empty.
    #[error("nothing was given")]
    Missing,
    /// It is longer than any address may be.
    #[error(
        "an email address has at most {ADDRESS_OCTETS} characters, {LOCAL_OCTETS} of them before the @"
    )]
    TooLong,
    /// There is not exactly one `@` with something on both sides.
    #[error("an email address has one @ with a name before and a domain behind it")]
    NoDomain,
    /// The part before the `@` has a character that none of the usual providers allows, or a dot
    /// at its beginning, at its end or beside another one.
    #[error(
        "the part before the @ has a character that is not allowed there, or a dot at its \
         beginning, at its end or beside another one"
    )]
    Local,
    /// The part behind the `@` is not the name of a domain.
    #[error("the part behind the @ is not a domain")]
    Domain,
}

crate::debug_as_sentence!(InvalidEmail);

impl EmailAddress {
    /// Parses an address as a user typed it; whitespace around it is removed.
    ///
    /// Quoted local parts, comments and addresses of hosts (`a@[192.0.2.1]`) are refused:
    /// they are not in use, and mail programs interpret them differently. So are local parts with a
    /// dot at the beginning, at the end or next to another one (`a..b@docomo.ne.jp`), which some
    /// providers once assigned against RFC 5322, 3.4.1: many mail servers refuse them.
    ///
    /// # Errors
    ///
    /// The text is empty, too long, has no or several `@`, or an invalid part before or after it.
    pub fn parse(typed: &str) -> Result<Self, InvalidEmail> {
        let shown = typed.trim();
        if shown.is_empty() {
            return Err(InvalidEmail::Missing);
        }
        if shown.chars().count() > ADDRESS_OCTETS {
            return Err(InvalidEmail::TooLong);
        }
        Ok(Self {
            shown: shown.to_owned(),
            canonical: canonical(shown)?,
        })
    }

    /// Returns the canonical form, by which addresses are compared; at most 254 octets.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// Returns the address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// Returns the part before the `@` of the canonical form.
    pub(crate) fn local_part(&self) -> &str {
        self.canonical
            .split_once('@')
            .map_or("", |(local, _)| local)
    }

    /// Returns the part after the `@` of the canonical form.
    pub(crate) fn domain(&self) -> &str {
        self.canonical
            .split_once('@')
            .map_or("", |(_, domain)| domain)
    }
}

fn canonical(typed: &str) -> Result<String, InvalidEmail> {
    // Lower case can undo the normal form ("İ" has two letters in it), so it comes between.
    let folded: String = typed.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let (local, domain) = folded.split_once('@').ok_or(InvalidEmail::NoDomain)?;
    if local.is_empty() || domain.is_empty() || domain.contains('@') {
        return Err(InvalidEmail::NoDomain);
    }
    if !is_dot_atom(local) {
        return Err(InvalidEmail::Local);
    }
    let domain = ascii_domain(domain)?;
    if local.len() > LOCAL_OCTETS || local.len() + 1 + domain.len() > ADDRESS_OCTETS {
        return Err(InvalidEmail::TooLong);
    }
    Ok(format!("{local}@{domain}"))
}

/// RFC 5322's `dot-atom`, with the letters of all scripts (RFC 6531). What is not listed is
/// refused: control characters and blanks (header injection), invisible characters and
/// changes of direction (addresses that look like another).
fn is_dot_atom(local: &str) -> bool {
    let allowed =
        |c: char| c.is_alphanumeric() || is_combining_mark(c) || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local
        .split('.')
        .all(|atom| !atom.is_empty() && atom.chars().all(allowed))
}

fn ascii_domain(domain: &str) -> Result<String, InvalidEmail> {
    let ascii = Uts46::new()
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .map_err(|_| InvalidEmail::Domain)?;
    // Mail goes to full names (RFC 5321, 2.3.5), and no top-level domain is a number: that
    // would be an IP address.
    let (_, top) = ascii.rsplit_once('.').ok_or(InvalidEmail::Domain)?;
    if top.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidEmail::Domain);
    }
    Ok(ascii.into_owned())
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for EmailAddress {}

impl std::hash::Hash for EmailAddress {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.canonical.hash(state);
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown)
    }
}

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EmailAddress({})", self.shown)
    }
}
