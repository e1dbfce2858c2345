use serde::Serialize;

use super::Page;

/// Says that nobody registers here, or nobody without an invitation that works.
#[derive(Clone, Debug, Serialize)]
pub struct RegistrationClosedPage {
    /// Whether an invitation would help.
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
