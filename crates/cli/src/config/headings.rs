//! The groups of options in the help.

pub(crate) const SERVER: &str = "Server";
pub(crate) const DATABASE: &str = "Database";
pub(crate) const EMAIL: &str = "Email";
pub(crate) const SECURITY: &str = "Security";
pub(crate) const SESSIONS: &str = "Sessions";
pub(crate) const LOGGING: &str = "Logging and metrics";
