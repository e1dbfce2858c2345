use super::{person::Person, shop::Shop};

const EMAIL: &str = "erin@example.com";
const OLD: &str = "seven green lamps";
const NEW: &str = "eight yellow doors";

#[tokio::test]
async fn user_changes_the_password_and_the_other_browser_is_logged_out() {
    let shop = Shop::open();
    let erin = Person::at(shop.address()).await;
    erin.register(EMAIL, OLD).await;
    let erins_phone = Person::at(shop.address()).await;
    erins_phone.log_in(EMAIL, OLD).await;

    erin.follow_in_account_menu("Settings").await;
    erin.change_password("eight green lamps", NEW, NEW).await;
    erin.has_status(422).await;
    assert_eq!(
        erin.error_at("Current password").await,
        "The password does not appear to be correct."
    );
    assert_eq!(erin.focus().await, "Current password");
    erin.change_password(OLD, NEW, "eight yellow floors").await;
    assert_eq!(
        erin.error_at("Password confirmation").await,
        "The password confirmation must match the password."
    );
    erins_phone.reload().await;
    erins_phone.is_logged_in_as(EMAIL).await;

    erin.change_password(OLD, NEW, NEW).await;
    erin.is_at("/settings").await;
    erin.reads("Your password has been changed.").await;
    erin.is_logged_in_as(EMAIL).await;
    erins_phone.open("/checkout").await;
    erins_phone.is_at("/login?next=%2Fcheckout").await;
    erins_phone.try_to_log_in(EMAIL, OLD).await;
    erins_phone.is_a_visitor().await;
    erins_phone.try_to_log_in(EMAIL, NEW).await;
    erins_phone.is_at("/checkout").await;
}

impl Person {
    async fn change_password(&self, current: &str, new: &str, again: &str) {
        self.fill("Current password", current).await;
        self.fill("Password", new).await;
        self.fill("Password confirmation", again).await;
        self.press("Change password").await;
    }
}
