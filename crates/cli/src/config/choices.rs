use clap::ValueEnum;
use vestibule_domain::{Disclosure, EmailVerification, Registration};

/// When to migrate the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Migrate {
    /// At start, by the first server
    Auto,
    /// Only by the command `migrate`; a server refuses an outdated schema
    Off,
}

/// Whether pages have an illustration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Illustration {
    /// Beside login, registration and similar forms
    On,
    /// Forms only
    Off,
}

/// Whether rate limits apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RateLimits {
    /// Rate limits apply
    On,
    /// No rate limits; the server logs a warning
    Off,
}

/// See [`Registration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RegistrationChoice {
    /// Every visitor
    Open,
    /// Visitors with an invitation
    Invite,
    /// No visitor; use the command `users create`
    Closed,
}

/// See [`Disclosure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DisclosureChoice {
    /// Nothing; requires `--email-verification required`
    None,
    /// Registration discloses that an address is taken; login discloses nothing
    Registration,
    /// Login also discloses whether the address or the password is wrong
    All,
}

/// See [`EmailVerification`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VerificationChoice {
    /// Email addresses are not verified
    Off,
    /// Users are asked to verify, but do not have to
    Optional,
    /// Users must verify before they can log in
    Required,
}

/// Format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// JSON for a server without a terminal, otherwise text
    Auto,
    /// Text
    Human,
    /// One JSON object per line
    Json,
}

impl From<RegistrationChoice> for Registration {
    fn from(choice: RegistrationChoice) -> Self {
        match choice {
            RegistrationChoice::Open => Self::Open,
            RegistrationChoice::Invite => Self::Invite,
            RegistrationChoice::Closed => Self::Closed,
        }
    }
}

impl From<DisclosureChoice> for Disclosure {
    fn from(choice: DisclosureChoice) -> Self {
        match choice {
            DisclosureChoice::None => Self::None,
            DisclosureChoice::Registration => Self::Registration,
            DisclosureChoice::All => Self::All,
        }
    }
}

impl From<VerificationChoice> for EmailVerification {
    fn from(choice: VerificationChoice) -> Self {
        match choice {
            VerificationChoice::Off => Self::Off,
            VerificationChoice::Optional => Self::Optional,
            VerificationChoice::Required => Self::Required,
        }
    }
}
