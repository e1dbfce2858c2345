use std::str::FromStr;

use lettre::{Address, message::Mailbox};
use url::Host;

/// The sender of emails: `no-reply@shop.example`, or `Cookie Shop <no-reply@shop.example>`.
///
/// Every mail server accepts it: the domain is stored in its ASCII form, and the part before the `@` must
/// be ASCII. The name may be any text.
///
/// # Examples
///
/// ```
/// use vestibule_mail::MailFrom;
///
/// let from = MailFrom::parse("no-reply@shop.example")?.named("Cookie Shop");
/// # Ok::<(), vestibule_mail::InvalidMailFrom>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFrom(pub(crate) Mailbox);

/// Why a text is not a [`MailFrom`].
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMailFrom {
    /// The text is not an address.
    #[error("it must be an email address, or a name with one: Cookie Shop <no-reply@shop.example>")]
    Form,
    /// A comma stands between addresses (RFC 5322, 3.4).
    #[error(
        "it must be one address, and a name with a comma stands in quotation marks: \
         \"Cookies, Inc.\" <no-reply@shop.example>"
    )]
    Comma,
    /// Servers without SMTPUTF8 would take no email of this site (RFC 6531).
    #[error("the address must be ASCII before the @: many mail servers take no other sender")]
    LocalPart,
}

vestibule_domain::debug_as_sentence!(InvalidMailFrom);

impl MailFrom {
    /// Parses a sender, as in `MAIL_FROM`.
    ///
    /// # Errors
    ///
    /// - The text is not an address, or has several of them.
    ///
    /// - The part before the `@` is not ASCII: some mail servers would refuse it.
    pub fn parse(text: &str) -> Result<Self, InvalidMailFrom> {
        if text.contains(char::is_control) {
            return Err(InvalidMailFrom::Form);
        }
        let Mailbox { name, email } =
            Mailbox::from_str(text).map_err(|_| match text.contains(',') {
                true => InvalidMailFrom::Comma,
                false => InvalidMailFrom::Form,
            })?;
        if !email.user().is_ascii() {
            return Err(InvalidMailFrom::LocalPart);
        }
        let email = in_ascii(&email).ok_or(InvalidMailFrom::Form)?;
        Ok(Self(Mailbox { name, email }))
    }

    /// Sets the name, if the sender has none.
    pub fn named(self, name: &str) -> Self {
        let Mailbox { name: own, email } = self.0;
        // A line break would begin another header.
        let line = || name.replace(char::is_control, " ").trim().to_owned();
        Self(Mailbox {
            name: Some(own.unwrap_or_else(line)),
            email,
        })
    }
}

fn in_ascii(email: &Address) -> Option<Address> {
    if email.domain().is_ascii() {
        return Some(email.clone());
    }
    let domain = Host::parse(email.domain()).ok()?.to_string();
    Address::new(email.user(), domain).ok()
}
