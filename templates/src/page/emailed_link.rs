use serde::Serialize;

use super::Page;

/// The page for an invalid emailed link. It does not disclose whether the link ever existed.
#[derive(Clone, Debug, Serialize)]
pub struct InvalidLinkPage {
    /// The name of the route that sends another link; `None` if only an operator can help.
    pub again: Option<&'static str>,
}

impl Page for InvalidLinkPage {
    const TEMPLATE: &'static str = "invalid_link.html";

    fn samples() -> Vec<Self> {
        let ways = [Some("users.forgot_password"), None];
        ways.map(|again| Self { again }).into()
    }
}
