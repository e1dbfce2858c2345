use super::{mail_server::MailServer, mailbox::OutgoingEmail, person::Person, shop::Shop};

const EMAIL: &str = "alice@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn visitor_registers_and_verifies_the_address_by_email() {
    let mail_server = MailServer::start();
    let shop = Shop::with_mail_server(&mail_server);
    let alice = Person::at(shop.address()).await;
    alice.register(EMAIL, PASSWORD).await;
    alice.open("/settings").await;
    alice.reads("Not confirmed").await;

    let message = OutgoingEmail::next(&mail_server);
    assert_eq!(message.to, EMAIL);
    assert_eq!(
        message.subject,
        "Confirm your email address for Cookie Shop"
    );
    assert!(
        message.text.contains("Welcome to Cookie Shop."),
        "{}",
        message.text
    );
    alice.follows_the_link_in(&message).await;
    alice
        .reads("Confirm that alice@example.com is your email address.")
        .await;
    alice.press("Confirm email address").await;
    alice.is_at("/settings").await;
    alice.reads("Your email address is confirmed.").await;
    alice.reads_nothing_of("Not confirmed").await;
    alice.is_logged_in_as(EMAIL).await;
    alice.browser_has_no_complaint().await;
}

/// As on a phone that has no session.
#[tokio::test]
async fn verification_link_in_another_browser_asks_for_the_password() {
    let mail_server = MailServer::start();
    let shop = Shop::with_mail_server(&mail_server);
    let desk = Person::at(shop.address()).await;
    desk.register(EMAIL, PASSWORD).await;
    let message = OutgoingEmail::next(&mail_server);

    let phone = Person::at(shop.address()).await;
    phone.follows_the_link_in(&message).await;
    phone.is_a_visitor().await;
    phone.fill("Password", PASSWORD).await;
    phone.press("Confirm and log in").await;
    phone.is_logged_in_as(EMAIL).await;
    desk.open("/settings").await;
    desk.reads_nothing_of("Not confirmed").await;
}
