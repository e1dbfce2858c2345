use super::{elsewhere::Elsewhere, person::Person};

/// Longer than a phone is wide, and without a place to break the line.
pub(crate) const EMAIL: &str =
    "alexandrina.konstantinopolitanskaya-featherstonehaugh@correspondence.department.example.com";
const PASSWORD: &str = "seven green lamps";

/// A page of the tour.
pub(crate) struct Stop {
    pub(crate) name: &'static str,
    pub(crate) status: u16,
    pub(crate) is_logged_in: bool,
}

/// Visits every page of the shop in every state, and checks each.
pub(crate) async fn tour(person: &Person, mut look: impl AsyncFnMut(Stop)) {
    let mut stop = async |name, status, is_logged_in| {
        person.has_status(status).await;
        look(Stop {
            name,
            status,
            is_logged_in,
        })
        .await;
    };
    for (name, path) in [
        ("cookies", "/cookies"),
        ("register", "/register"),
        ("login", "/login"),
        ("forgot-password", "/forgot-password"),
        ("mail-sent", "/mail-sent"),
        ("resend-verification", "/verify-email/resend"),
    ] {
        person.open(path).await;
        stop(name, 200, false).await;
    }
    person.open("/nowhere").await;
    stop("not-found", 404, false).await;
    for (name, path) in [
        ("dead-reset-link", "/reset-password?token=x"),
        ("dead-verification-link", "/verify-email?token=x"),
        ("dead-change-link", "/settings/email/confirm?token=x"),
        ("dead-undo-link", "/settings/email/undo?token=x"),
    ] {
        person.open(path).await;
        stop(name, 410, false).await;
    }
    person.open("/login?next=/checkout").await;
    person.press("Log in").await;
    stop("login-errors", 422, false).await;
    person.try_to_log_in(EMAIL, "a wrong password").await;
    stop("login-refused", 422, false).await;
    person.open("/register").await;
    person
        .fill_in_registration("typo", "short", "shorter")
        .await;
    person.press("Register").await;
    stop("register-errors", 422, false).await;
    let link = format!("<a href='{}/logout'>Log out there</a>", person.shop);
    let elsewhere = Elsewhere::publish(link).await;
    person
        .client()
        .goto(&elsewhere.address_at("localhost"))
        .await
        .unwrap();
    person.follow("Log out there").await;
    stop("logout", 200, false).await;

    person.register(EMAIL, PASSWORD).await;
    stop("cookies-welcome", 200, true).await;
    person.open("/settings").await;
    stop("settings", 200, true).await;
    person.press("Change password").await;
    stop("settings-errors", 422, true).await;
    for (name, path) in [
        ("change-email", "/settings/email"),
        ("sessions", "/settings/sessions"),
        ("activity", "/settings/activity"),
        ("account", "/settings/account"),
        ("confirm-password", "/confirm-password"),
    ] {
        person.open(path).await;
        stop(name, 200, true).await;
    }
    person.open("/checkout").await;
    stop("checkout", 200, true).await;
    person.fill("Quantity", "a lot").await;
    person.press("Place order").await;
    stop("checkout-errors", 422, true).await;
    person.fill("Quantity", "12").await;
    person.press("Place order").await;
    stop("checkout-ordered", 200, true).await;
    person.open("/nowhere").await;
    stop("not-found-logged-in", 404, true).await;
    person.log_out().await;
    stop("login-after-logout", 200, false).await;
}
