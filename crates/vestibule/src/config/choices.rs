use clap::ValueEnum;
use vestibule_domain::{Disclosure, EmailVerification, Registration};

/// Who brings the schema up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Migrate {
    /// Whichever server starts first.
    Auto,
    /// The command `migrate`. A server refuses a schema that is not current.
    Off,
}

/// Whether guesses, registrations and mails are limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RateLimits {
    /// They are.
    On,
    /// They are not, and the log says so aloud.
    Off,
}

/// See [`Registration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RegistrationChoice {
    /// Everybody.
    Open,
    /// Whoever has an invitation.
    Invite,
    /// Nobody.
    Closed,
}

/// See [`Disclosure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DisclosureChoice {
    /// Nothing; only where addresses must be proven.
    None,
    /// Registration says that an address is taken; log-in tells nothing.
    Registration,
    /// Log-in too says which of address and password is wrong.
    All,
}

/// See [`EmailVerification`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VerificationChoice {
    /// Nobody is asked.
    Off,
    /// Everybody is asked, and nobody has to.
    Optional,
    /// There is no session before.
    Required,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people on a terminal, as JSON elsewhere.
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
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
