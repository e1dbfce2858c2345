use serde::Serialize;

use super::Page;

/// The page if registration is closed, or requires a valid invitation.
#[derive(Clone, Debug, Serialize)]
pub struct RegistrationClosedPage {
    /// Whether an invitation is needed; otherwise registration is closed.
    pub by_invitation: bool,
}

impl Page for RegistrationClosedPage {
    const TEMPLATE: &'static str = "registration_closed.html";

    fn samples() -> Vec<Self> {
        [true, false]
            .map(|by_invitation| Self { by_invitation })
            .into()
    }
}
