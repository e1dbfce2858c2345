use std::{net::IpAddr, time::Duration};

use lettre::transport::smtp::{
    Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, Tls, TlsParameters},
    commands::Mail,
    extension::ClientId,
};
use percent_encoding::percent_decode_str;
use tokio::time::timeout;
use url::{Host, Url};
use vestibule_domain::Unavailable;

use crate::MailFrom;

/// For each address of the server: one that does not answer leaves time for the next.
const CONNECTING_TIME: Duration = Duration::from_secs(15);

/// The timeout of the connection check, short enough for an operator at a terminal.
const TRYING_TIME: Duration = Duration::from_secs(20);

/// The URL of an SMTP server: `smtps://user:password@mail.example`,
/// `smtp://mail.example:587?tls=required`, `smtp://localhost`.
///
/// Its `Debug` shows only the host, because it may contain a password. Certificates are verified with the
/// root certificates of the system, or of the file that `SSL_CERT_FILE` names.
///
/// # Examples
///
/// ```
/// use vestibule_mail::{InvalidSmtpUrl, SmtpUrl};
///
/// let url = SmtpUrl::parse("smtps://shop:secret@mail.example")?; // TLS from the first byte (RFC 8314)
/// assert_eq!(url.server(), ("mail.example", 465));
/// let local = SmtpUrl::parse("smtp://localhost")?;
/// # Ok::<(), InvalidSmtpUrl>(())
/// ```
#[derive(Clone)]
pub struct SmtpUrl {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    client: ClientId,
}

/// Why a text is not an [`SmtpUrl`]. It does not repeat the text, which may contain a password.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSmtpUrl {
    /// The text is not such a URL.
    #[error(
        "it must be like smtps://user:password@mail.example or smtp://mail.example:587?tls=required"
    )]
    Form,
    /// There is something else than `tls=required` or `tls=opportunistic`, or `smtps://` has it.
    #[error("behind the ? of smtp:// stands tls=required or tls=opportunistic, and nothing else")]
    Tls,
    /// The password would cross the network unencrypted.
    #[error("a password is sent over TLS only: use smtps://, or smtp:// with ?tls=required")]
    PasswordInTheClear,
}

vestibule_domain::debug_as_sentence!(InvalidSmtpUrl);

impl SmtpUrl {
    /// Parses a URL, as in `SMTP_URL`.
    ///
    /// # Errors
    ///
    /// If the text is not an SMTP URL.
    pub fn parse(text: &str) -> Result<Self, InvalidSmtpUrl> {
        let url = Url::parse(text).map_err(|_| InvalidSmtpUrl::Form)?;
        let host = host(&url).ok_or(InvalidSmtpUrl::Form)?;
        let parameters = || TlsParameters::new(host.clone()).map_err(|_| InvalidSmtpUrl::Form);
        let (usual_port, tls) = match (url.scheme(), url.query()) {
            ("smtps", None) => (SUBMISSIONS_PORT, Tls::Wrapper(parameters()?)),
            ("smtp", None) => (SMTP_PORT, Tls::None),
            ("smtp", Some("tls=required")) => (SUBMISSION_PORT, Tls::Required(parameters()?)),
            ("smtp", Some("tls=opportunistic")) => {
                (SUBMISSION_PORT, Tls::Opportunistic(parameters()?))
            }
            ("smtp" | "smtps", Some(_)) => return Err(InvalidSmtpUrl::Tls),
            _ => return Err(InvalidSmtpUrl::Form),
        };
        let credentials = credentials(&url)?;
        // An attacker on the network can remove the offer of TLS.
        let is_encrypted = matches!(tls, Tls::Wrapper(_) | Tls::Required(_));
        if credentials.is_some() && !is_encrypted && !is_loopback(&host) {
            return Err(InvalidSmtpUrl::PasswordInTheClear);
        }
        let is_bare = matches!(url.path(), "" | "/") && url.fragment().is_none();
        is_bare.then_some(()).ok_or(InvalidSmtpUrl::Form)?;
        Ok(Self {
            host,
            port: url.port().unwrap_or(usual_port),
            tls,
            credentials,
            client: ClientId::default(),
        })
    }

    /// Sets the name in the greeting (`EHLO`), which many servers compare with the address of the
    /// client: the host of the site's URL, an IPv6 address in brackets. Without it, the greeting is
    /// `[127.0.0.1]`, which relays on other machines refuse.
    pub fn hello_name(self, host: &str) -> Self {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let client = match bare.parse() {
            Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
            Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
            Err(_) => ClientId::Domain(host.trim_end_matches('.').to_owned()),
        };
        Self { client, ..self }
    }

    /// Goes as far as an email would before it has a recipient: connects, encrypts, logs in, and
    /// names the sender. It sends none.
    ///
    /// # Errors
    ///
    /// The server is away, or refuses one of these steps.
    pub async fn try_out(&self, from: &MailFrom) -> Result<(), Unavailable> {
        let tried = timeout(TRYING_TIME, async {
            let mut connection = self.connect().await?;
            let sender = Some(from.0.email.clone());
            connection.command(Mail::new(sender, vec![])).await?;
            connection.quit().await.map(drop)
        });
        let in_time = tried.await.map_err(|_| {
            let limit = TRYING_TIME.as_secs();
            Unavailable::new(format!("no answer from the mail server within {limit} s"))
        })?;
        in_time.map_err(Unavailable::new)
    }

    /// The name and the port of the server.
    pub fn server(&self) -> (&str, u16) {
        (&self.host, self.port)
    }

    /// Opens a connection that is ready for emails.
    pub(crate) async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let (name, server) = (&self.client, (self.host.as_str(), self.port));
        let wrapper = match &self.tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let limit = Some(CONNECTING_TIME);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, limit, name, wrapper, None).await?;
        match &self.tls {
            Tls::Required(parameters) => connection.starttls(parameters.clone(), name).await?,
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), name).await?;
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

impl std::fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SmtpUrl({})", self.host)
    }
}

/// Returns the host as resolvers and certificates name it: a name in its ASCII form, an IPv6 address
/// without brackets.
fn host(url: &Url) -> Option<String> {
    if let Host::Ipv6(address) = url.host()? {
        return Some(address.to_string());
    }
    // `url` does not know the scheme `smtp`, and encodes characters that are not ASCII.
    let name = percent_decode_str(url.host_str()?).decode_utf8().ok()?;
    Host::parse(&name).ok().map(|host| host.to_string())
}

fn credentials(url: &Url) -> Result<Option<Credentials>, InvalidSmtpUrl> {
    let decoded = |text: &str| {
        let text = percent_decode_str(text).decode_utf8();
        text.map(String::from).map_err(|_| InvalidSmtpUrl::Form)
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(InvalidSmtpUrl::Form),
        (user, Some(password)) => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
    }
}

fn is_loopback(host: &str) -> bool {
    // This scheme is unknown to `url`: an IPv4 address in it is a name like any other.
    let address = host.parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}
