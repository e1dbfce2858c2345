use serde::Serialize;

use super::Page;

/// The page with a logout button, for requests from links of other sites: such a link must not log
/// the user out by itself.
#[derive(Clone, Debug, Serialize)]
pub struct LogoutPage;

impl Page for LogoutPage {
    const TEMPLATE: &'static str = "logout.html";
    const ROUTE: Option<&'static str> = Some("users.logout");

    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
