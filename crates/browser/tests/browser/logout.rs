use serde_json::json;

use super::{person::Person, shop::Shop};

const EMAIL: &str = "dave@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn reload_and_back_after_logout_show_no_account_data() {
    let shop = Shop::open();
    let dave = Person::at(shop.address()).await;
    dave.register(EMAIL, PASSWORD).await;
    dave.open("/checkout").await;
    dave.press("Place order").await;
    dave.follow_in_account_menu("Settings").await;
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
        dave.reads("Log in to continue.").await;
        dave.shows_nothing_of_the_account().await;
    }
}

#[tokio::test]
async fn user_logs_out_on_a_page_that_does_not_exist() {
    let shop = Shop::open();
    let dave = Person::at(shop.address()).await;
    dave.register(EMAIL, PASSWORD).await;
    dave.open("/no/such/page").await;
    dave.has_status(404).await;
    dave.is_logged_in_as(EMAIL).await;
    dave.follow("Logout").await;
    dave.is_at("/login").await;
    dave.is_a_visitor().await;
    dave.open("/no/such/page").await;
    dave.is_a_visitor().await;
}

/// Logout clears cached pages, and leaves the cookies and the storage of the application alone.
#[tokio::test]
async fn logout_clears_the_cache_and_keeps_the_basket() {
    let shop = Shop::open();
    let dave = Person::at(shop.address()).await;
    let bypass = json!({ "enabled": true }); // for requests of the test itself
    dave.browser.devtools("Page.setBypassCSP", bypass).await;
    dave.register(EMAIL, PASSWORD).await;
    dave.measure("localStorage.basket = 'oat'; document.cookie = 'theme=dark; path=/'")
        .await;
    dave.open("/settings").await;
    assert!(dave.gets_a_file("default").await);
    assert!(dave.gets_a_file("only-if-cached").await);
    dave.follow("Logout").await;
    dave.is_at("/login").await;
    assert!(!dave.gets_a_file("only-if-cached").await);
    assert_eq!(dave.measure("return localStorage.basket").await, "oat");
    let theme = dave.measure("return document.cookie").await;
    assert_eq!(theme, "theme=dark");
}

#[tokio::test]
async fn second_tab_after_logout_shows_no_account_data() {
    let shop = Shop::open();
    let dave = Person::at(shop.address()).await;
    dave.register(EMAIL, PASSWORD).await;
    dave.open("/settings").await;
    dave.open("/cookies").await;
    let first = dave.client().window().await.unwrap();
    let second = dave.client().new_window(true).await.unwrap();
    dave.client().switch_to_window(second.handle).await.unwrap();
    dave.open("/settings").await;
    dave.follow("Logout").await;

    dave.client().switch_to_window(first).await.unwrap();
    dave.go_back().await;
    dave.shows_nothing_of_the_account().await;
    dave.reload().await;
    dave.shows_nothing_of_the_account().await;
}

impl Person {
    /// A file that browsers may cache forever, and that no page requests at this URL.
    async fn gets_a_file(&self, cache: &str) -> bool {
        let script = "
            const [cache, done] = arguments;
            const file = document.querySelector('link[rel=stylesheet]').href + '?kept';
            fetch(file, { cache, mode: 'same-origin' }).then(answer => done(answer.ok), () => done(false))";
        let got = self.client().execute_async(script, vec![cache.into()]);
        got.await.unwrap() == true
    }

    async fn shows_nothing_of_the_account(&self) {
        self.is_a_visitor().await;
        self.reads_nothing_of(EMAIL).await;
        self.reads_nothing_of("Order 1").await;
    }
}
