use super::{mail_server::MailServer, mailbox::OutgoingEmail, person::Person, shop::Shop};

const EMAIL: &str = "frank@example.com";
const PASSWORD: &str = "seven green lamps";

#[tokio::test]
async fn new_browser_is_reported_by_email_and_logged_out_by_a_reset() {
    let mail_server = MailServer::start();
    let shop = Shop::with_mail_server(&mail_server);
    let frank = Person::at(shop.address()).await;
    frank.register(EMAIL, PASSWORD).await;
    // Only the owner of the mailbox learns it.
    frank
        .follows_the_link_in(&OutgoingEmail::next(&mail_server))
        .await;
    frank.press("Confirm email address").await;
    frank.log_out().await;
    frank.log_in(EMAIL, PASSWORD).await; // the same browser causes no email

    let attacker = Person::at(shop.address()).await;
    attacker.log_in(EMAIL, PASSWORD).await;
    let notice = OutgoingEmail::next(&mail_server);
    assert_eq!(
        (notice.to.as_str(), notice.subject.as_str()),
        (EMAIL, "New login to Cookie Shop")
    );
    assert!(notice.text.contains("on Linux"), "{}", notice.text);
    assert!(notice.text.contains("127.0.0.1"), "{}", notice.text);

    frank.open("/settings/sessions").await;
    frank.press("Log out all other sessions").await;
    attacker.open("/settings").await;
    attacker.is_a_visitor().await;
    frank.open("/settings").await;
    frank.is_logged_in_as(EMAIL).await;
}
