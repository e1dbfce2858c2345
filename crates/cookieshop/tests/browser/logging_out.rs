use super::{person::Person, shop::Shop};

const EMAIL: &str = "dave@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn after_logging_out_neither_reload_nor_back_shows_anything_of_the_account() {
    let shop = Shop::open();
    let dave = Person::at(shop.address()).await;
    dave.register(EMAIL, PASSWORD).await;
    dave.open("/checkout").await;
    dave.press("Place order").await;
    dave.follow("Settings").await;
    dave.reads(EMAIL).await;

    dave.follow("Logout").await;
    dave.is_at("/login").await;
    dave.reads("You have been logged out.").await;
    dave.shows_nothing_of_the_account().await;
    dave.reload().await;
    dave.shows_nothing_of_the_account().await;
    for _ in ["settings", "checkout", "the order"] {
        dave.go_back().await;
        dave.shows_nothing_of_the_account().await;
    }
    for path in ["/settings", "/checkout"] {
        dave.open(path).await;
        dave.reads("Good to see you again.").await;
        dave.shows_nothing_of_the_account().await;
    }
}

#[tokio::test]
async fn somebody_logs_out_on_a_page_that_does_not_exist() {
    let shop = Shop::open();
    let dave = Person::at(shop.address()).await;
    dave.register(EMAIL, PASSWORD).await;
    dave.open("/no/such/page").await;
    dave.has_status(404).await;
    dave.is_logged_in_as(EMAIL).await;
    dave.follow("Logout").await;
    dave.is_at("/login").await;
    dave.is_a_stranger().await;
    dave.open("/no/such/page").await;
    dave.is_a_stranger().await;
}

impl Person {
    async fn shows_nothing_of_the_account(&self) {
        self.is_a_stranger().await;
        self.reads_nothing_of(EMAIL).await;
        self.reads_nothing_of("Order 1").await;
    }
}
