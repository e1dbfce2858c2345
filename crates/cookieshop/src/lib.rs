//! The example application: a shop that sells cookies, with accounts by Vestibule. It contains what an
//! application has to write itself, and nothing else.
//!
//! Do not depend on this crate: read it, or run it with `just shop`. [`shop`] builds its router.
//!
//! Next: `docs/TUTORIAL.md` builds it step by step.

mod catalogue;
mod checkout;
mod cookies;
mod orders;

use std::error::Error;

use axum::{Router, response::Redirect, routing::get};
use vestibule::{Builder, LocalPath};

use crate::orders::Orders;

/// Returns the router of the shop. The program passes this function to `vestibule::launch`, and its
/// tests pass it to `vestibule::test::site`.
///
/// # Errors
///
/// Vestibule does not start with this configuration ([`vestibule::StartError`]).
pub async fn shop(builder: Builder) -> Result<Router, Box<dyn Error>> {
    let accounts = builder
        .success_url(LocalPath::parse("/cookies")?)
        .url("home", "/")
        .url("cookies.cookies", "/cookies")
        .url("orders.checkout", "/checkout")
        .template("base.html", include_str!("../templates/base.html"))
        .template("cookies.html", include_str!("../templates/cookies.html"))
        .template("checkout.html", include_str!("../templates/checkout.html"))
        .messages("en", include_str!("../messages/en.ftl"))
        .messages("de", include_str!("../messages/de.ftl"))
        .messages("fr", include_str!("../messages/fr.ftl"))
        .build()
        .await?;
    let app = Router::new()
        .route("/", get(Redirect::to("/cookies")))
        .route("/cookies", get(cookies::list))
        .route("/checkout", get(checkout::show).post(checkout::order));
    Ok(accounts.mount(app).with_state(Orders::default()))
}
