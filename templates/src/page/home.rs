use serde::Serialize;

use super::Page;

/// The home page of the stand-alone server, with links to the other pages.
#[derive(Clone, Debug, Serialize)]
pub struct HomePage;

impl Page for HomePage {
    const TEMPLATE: &'static str = "home.html";
    const ROUTE: Option<&'static str> = Some("home");

    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
