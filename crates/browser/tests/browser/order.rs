use super::{person::Person, shop::Shop};

const EMAIL: &str = "bob@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn visitor_picks_a_cookie_registers_and_orders_it() {
    let shop = Shop::open();
    let bob = Person::at(shop.address()).await;

    bob.open("/").await;
    bob.is_at("/cookies").await;
    bob.follow("Buy Ginger Snap").await;
    bob.is_at("/login?next=%2Fcheckout%3Fcookie%3Dginger-snap")
        .await;
    bob.follow("Register").await;
    bob.fill_in_registration("bob@", PASSWORD, PASSWORD).await;
    bob.press("Register").await;
    bob.has_status(422).await;
    bob.fill_in_registration(EMAIL, PASSWORD, PASSWORD).await;
    bob.press("Register").await;

    bob.is_at("/checkout?cookie=ginger-snap").await;
    bob.reads(&format!("You order as {EMAIL}.")).await;
    assert_eq!(bob.chosen_cookie().await, "Ginger Snap");
    bob.fill("Quantity", "three").await;
    bob.press("Place order").await;
    assert_eq!(
        bob.error_at("Quantity").await,
        "Please choose a cookie and a number from 1 to 99."
    );
    assert_eq!(bob.value_of("Quantity").await, "three");
    assert_eq!(bob.chosen_cookie().await, "Ginger Snap");
    bob.fill("Quantity", "3").await;
    bob.press("Place order").await;

    bob.is_at("/checkout").await;
    let thanks = "Thank you! Order 1: 3 × Ginger Snap for €5.70.";
    bob.reads(thanks).await;
    bob.reload().await;
    bob.reads_nothing_of(thanks).await;
    bob.reads("1 3 × Ginger Snap €5.70").await;
}

#[tokio::test]
async fn customer_logs_in_during_checkout() {
    let shop = Shop::open();
    let bob = Person::at(shop.address()).await;
    bob.register(EMAIL, PASSWORD).await;
    bob.log_out().await;

    bob.follow("Cookies").await;
    bob.follow("Buy Double Chocolate").await;
    bob.try_to_log_in(EMAIL, "seven green lambs").await;
    bob.has_status(422).await;
    bob.try_to_log_in(EMAIL, PASSWORD).await;
    bob.is_at("/checkout?cookie=double-chocolate").await;
    assert_eq!(bob.chosen_cookie().await, "Double Chocolate");
    bob.choose("Oat & Raisin").await;
    bob.press("Place order").await;
    bob.reads("Thank you! Order 1: 1 × Oat & Raisin for €2.10.")
        .await;
}

impl Person {
    async fn chosen_cookie(&self) -> String {
        let script = "return document.querySelector('[name=cookie]:checked').labels[0].firstElementChild.nextSibling.data.trim()";
        self.measure(script).await.as_str().unwrap().to_owned()
    }
}
