use fantoccini::Locator;

use super::{elsewhere::Elsewhere, person::Person, shop::Shop};

const EMAIL: &str = "judy@example.com";
const PASSWORD: &str = "seven green lamps";

/// In a frame, another site could make the user click on invisible elements (clickjacking).
#[tokio::test]
async fn pages_cannot_be_framed() {
    let shop = Shop::open();
    let judy = Person::at(shop.address_at("shop.bakery.localhost")).await;
    judy.register(EMAIL, PASSWORD).await;
    // Another site, and a site of the same domain, whose requests have the cookie.
    for attacker in ["127.0.0.1", "blog.bakery.localhost"] {
        assert_eq!(
            judy.framed(attacker, "data:text/html,premise").await,
            "premise"
        );
        judy.browser.console().await;
        for path in [
            "/cookies",
            "/login",
            "/settings",
            "/settings/account",
            "/nowhere",
            "/checkout",
        ] {
            let address = format!("{}{path}", judy.shop);
            let shown = judy.framed(attacker, &address).await;
            assert!(
                !shown.contains("Cookie Shop") && !shown.contains(EMAIL),
                "{path}: {shown}"
            );
            let complaints = judy.browser.console().await.concat();
            assert!(
                complaints.contains("frame-ancestors 'none'"),
                "{path}: {complaints}"
            );
        }
    }
}

impl Person {
    /// The text of a page in a frame of another site.
    async fn framed(&self, attacker: &str, address: &str) -> String {
        let page = Elsewhere::publish(format!("<iframe src='{address}'></iframe>")).await;
        self.client()
            .goto(&page.address_at(attacker))
            .await
            .unwrap();
        self.client().enter_frame(0).await.unwrap();
        let body = self.client().find(Locator::Css("body")).await.unwrap();
        let text = body.text().await.unwrap();
        self.client().enter_parent_frame().await.unwrap();
        text
    }
}
