use vestibule_domain::{HostMessage, LoggedIn, Login};

/// Why a login that waits for a further step opens nothing here: no page and no operation of the
/// API continues it yet.
pub(crate) const FURTHER_STEP: HostMessage = HostMessage::Id("login-further-step");

/// The session of a login, if it is open.
pub(crate) fn session_of(login: Login) -> Result<LoggedIn, HostMessage> {
    login.logged_in().ok_or(FURTHER_STEP)
}
