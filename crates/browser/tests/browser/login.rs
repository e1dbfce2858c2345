use super::{person::Person, shop::Shop};

const EMAIL: &str = "carol@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn user_mistypes_the_password_and_reaches_the_requested_page() {
    let shop = Shop::open();
    let carol = Person::at(shop.address()).await;
    carol.register(EMAIL, PASSWORD).await;
    carol.log_out().await;

    carol.open("/settings").await;
    carol.is_at("/login?next=%2Fsettings").await;
    carol.try_to_log_in(EMAIL, "seven green lambs").await;
    carol.has_status(422).await;
    carol
        .reads("The email address or the password is not correct.")
        .await;
    assert_eq!(carol.value_of("Email").await, EMAIL);
    assert_eq!(carol.value_of("Password").await, "");
    carol.fill("Password", PASSWORD).await;
    carol.press("Log in").await;
    carol.is_at("/settings").await;
    carol.is_logged_in_as(EMAIL).await;
}

#[tokio::test]
async fn session_outlives_the_browser_only_if_remembered() {
    let shop = Shop::open();
    let carol = Person::at(shop.address()).await;
    carol.register(EMAIL, PASSWORD).await;
    assert!(!carol.is_remembered().await);
    carol.log_out().await;

    carol.open("/login").await;
    carol.try_to_log_in(EMAIL, PASSWORD).await;
    assert!(!carol.is_remembered().await);
    carol.log_out().await;

    carol.open("/login").await;
    carol.choose("Stay logged in").await;
    carol.try_to_log_in(EMAIL, PASSWORD).await;
    assert!(carol.is_remembered().await);
}

impl Person {
    /// Whether the session cookie is persistent.
    async fn is_remembered(&self) -> bool {
        let name = "vestibule_session";
        let cookie = self.client().get_named_cookie(name).await.unwrap();
        assert_eq!(cookie.http_only(), Some(true));
        cookie.expires_datetime().is_some()
    }
}
