use serde::{Serialize, Serializer};
use vestibule::Message;

/// What the shop sells. Its name and its description are in `messages/`.
#[derive(Serialize)]
pub(crate) struct Cookie {
    /// Identifies the cookie in links, forms and words.
    pub(crate) slug: &'static str,
    #[serde(rename = "price", serialize_with = "as_price")]
    pub(crate) cents: u32,
}

const fn cookie(slug: &'static str, cents: u32) -> Cookie {
    Cookie { slug, cents }
}

pub(crate) const COOKIES: [Cookie; 6] = [
    cookie("chocolate-chip", 240),
    cookie("double-chocolate", 280),
    cookie("oat-raisin", 210),
    cookie("ginger-snap", 190),
    cookie("pistachio", 320),
    cookie("lemon-shortbread", 230),
];

pub(crate) fn find(slug: &str) -> Option<&'static Cookie> {
    COOKIES.iter().find(|cookie| cookie.slug == slug)
}

/// Adds what the message `price`, and each message that refers to it, needs.
pub(crate) fn with_price(message: Message, cents: u32) -> Message {
    message
        .with("euros", cents / 100)
        .with("cents", format!("{:02}", cents % 100))
}

pub(crate) fn as_price<S: Serializer>(cents: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    with_price(Message::new("price"), *cents).serialize(serializer)
}
