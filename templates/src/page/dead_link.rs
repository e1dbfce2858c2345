use serde::Serialize;

use super::Page;

/// Says that a mailed link does not work. It does not say why: whether there ever was such a
/// link is nobody's business.
#[derive(Clone, Debug, Serialize)]
pub struct DeadLinkPage {
    /// The name of the route by which there is another one; `None` where only people can help.
    pub again: Option<&'static str>,
}

impl Page for DeadLinkPage {
    const TEMPLATE: &'static str = "dead_link.html";

    fn samples() -> Vec<Self> {
        let ways = [Some("users.forgot_password"), None];
        ways.map(|again| Self { again }).into()
    }
}
