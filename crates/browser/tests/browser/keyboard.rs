use fantoccini::key::Key;

use super::{person::Person, shop::Shop};

const EMAIL: &str = "frank@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn visitor_registers_orders_and_logs_out_by_keyboard() {
    let shop = Shop::open();
    let frank = Person::at(shop.address()).await;

    frank.open("/register").await;
    let head = [
        "Skip to content",
        "Cookie Shop",
        "Cookies",
        "Log in",
        "Register",
    ];
    frank.tabs_through(&head).await;
    frank.tabs_to_and_types("Email", EMAIL).await;
    frank.tabs_to_and_types("Password", PASSWORD).await;
    frank
        .tabs_to_and_types("Password confirmation", PASSWORD)
        .await;
    frank.turn(frank.hit(Key::Enter)).await;
    frank.is_logged_in_as(EMAIL).await;

    // The flash message has the focus, so that screen readers announce it; the first cookie comes next.
    frank
        .tabs_through(&["Buy Chocolate Chip", "Buy Double Chocolate"])
        .await;
    frank.turn(frank.hit(Key::Enter)).await;
    frank.is_at("/checkout?cookie=double-chocolate").await;

    frank.tabs_through(&["Skip to content"]).await;
    frank.hit(Key::Enter).await.unwrap();
    frank.tabs_through(&["Double Chocolate €2.80"]).await;
    frank.hit(Key::Down).await.unwrap();
    assert_eq!(frank.focus().await, "Oat & Raisin €2.10");
    frank.tabs_through(&["Quantity"]).await;
    frank.turn(frank.hit(Key::Enter)).await;
    frank
        .reads("Thank you! Order 1: 1 × Oat & Raisin for €2.10.")
        .await;

    frank.tabs_through(&["Chocolate Chip €2.40"]).await;
    frank.open("/checkout").await;
    let head = ["Skip to content", "Cookie Shop", "Cookies", "Account menu"];
    let content = ["Chocolate Chip €2.40", "Quantity", "Place order"];
    frank.tabs_through(&head).await;
    frank.tabs_through(&content).await;
    frank.tabs_through(&["Logout"]).await;
    frank.turn(frank.hit(Key::Enter)).await;
    frank.is_a_visitor().await;
}

impl Person {
    async fn tabs_through(&self, names: &[&str]) {
        for name in names {
            self.hit(Key::Tab).await.unwrap();
            assert_eq!(self.focus().await, *name);
            self.sees_the_focus().await;
        }
    }

    async fn tabs_to_and_types(&self, name: &str, text: &str) {
        self.tabs_through(&[name]).await;
        self.type_into_focused(text).await;
    }

    /// The whole focus ring.
    async fn sees_the_focus(&self) {
        let script = "
            const element = document.activeElement;
            const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
            const ring = parseFloat(outlineWidth) + parseFloat(outlineOffset);
            const { top, bottom } = element.getBoundingClientRect();
            return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
                && top >= ring && bottom + ring <= innerHeight";
        assert_eq!(self.measure(script).await, true, "{}", self.focus().await);
    }
}
