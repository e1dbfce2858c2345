use serde::Serialize;

use super::Page;

/// The front page of a site that has no other: it leads to the rest.
#[derive(Clone, Debug, Serialize)]
pub struct HomePage;

impl Page for HomePage {
    const TEMPLATE: &'static str = "home.html";
    const ROUTE: Option<&'static str> = Some("home");

    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
