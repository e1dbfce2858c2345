use super::{chromium::Chromium, person::Person, shop::Shop};

const EMAIL: &str = "grace@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn visitor_without_scripts_registers_orders_and_logs_out() {
    let shop = Shop::open();
    let grace = Person {
        browser: Chromium::without_scripts().await,
        shop: shop.address(),
    };
    let page = "data:text/html,<title>still</title><script>document.title = 'moved'</script>";
    grace.client().goto(page).await.unwrap();
    assert_eq!(grace.client().title().await.unwrap(), "still");

    grace.open("/cookies").await;
    grace.follow("Buy Oat & Raisin").await;
    grace.follow("Register").await;
    grace.fill_in_registration(EMAIL, PASSWORD, "another").await;
    grace.press("Register").await;
    grace.error_at("Password confirmation").await;
    grace.fill_in_registration(EMAIL, PASSWORD, PASSWORD).await;
    grace.press("Register").await;
    grace.is_at("/checkout?cookie=oat-raisin").await;
    grace.press("Place order").await;
    grace
        .reads("Thank you! Order 1: 1 × Oat & Raisin for €2.10.")
        .await;
    grace.log_out().await;
    grace.is_at("/login").await;
}
