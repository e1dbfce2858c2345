use serde::Serialize;

use super::Page;

/// A button that logs out: for whoever came by a link of another site, which must not be able
/// to log people out by itself.
#[derive(Clone, Debug, Serialize)]
pub struct LogOutPage;

impl Page for LogOutPage {
    const TEMPLATE: &'static str = "logout.html";

    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
