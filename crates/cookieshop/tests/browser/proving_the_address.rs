use super::{mail_server::MailServer, mailbox::Letter, person::Person, shop::Shop};

const EMAIL: &str = "alice@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn somebody_registers_reads_the_mail_and_proves_the_address() {
    let mails = MailServer::start();
    let shop = Shop::with_mails(&mails);
    let alice = Person::at(shop.address()).await;
    alice.register(EMAIL, PASSWORD).await;
    alice.open("/settings").await;
    alice.reads("Not confirmed yet").await;

    let letter = Letter::next(&mails);
    assert_eq!(letter.to, EMAIL);
    assert_eq!(letter.subject, "Confirm your email address for Cookie Shop");
    assert!(
        letter.text.contains("Welcome to Cookie Shop."),
        "{}",
        letter.text
    );
    alice.follows_the_link_in(&letter).await;
    alice
        .reads("One click, and we know that alice@example.com is yours.")
        .await;
    alice.press("Confirm this address").await;
    alice.is_at("/settings").await;
    alice
        .reads("Thank you! Your email address is confirmed.")
        .await;
    alice.reads_nothing_of("Not confirmed yet").await;
    alice.is_logged_in_as(EMAIL).await;
    alice.browser_has_no_complaint().await;
}

/// As on a phone that has never been here.
#[tokio::test]
async fn the_link_is_opened_in_another_browser_and_asks_for_the_password() {
    let mails = MailServer::start();
    let shop = Shop::with_mails(&mails);
    let desk = Person::at(shop.address()).await;
    desk.register(EMAIL, PASSWORD).await;
    let letter = Letter::next(&mails);

    let phone = Person::at(shop.address()).await;
    phone.follows_the_link_in(&letter).await;
    phone.is_a_stranger().await;
    phone.fill("Password", PASSWORD).await;
    phone.press("Confirm and log in").await;
    phone.is_logged_in_as(EMAIL).await;
    desk.open("/settings").await;
    desk.reads_nothing_of("Not confirmed yet").await;
}
