use super::{mail_server::MailServer, mailbox::OutgoingEmail, person::Person, shop::Shop};

const OLD: &str = "grace@example.com";
const NEW: &str = "grace@example.org";
const PASSWORD: &str = "seven green lamps";
const ANOTHER: &str = "eight yellow doors";

#[tokio::test]
async fn email_change_is_undone_from_the_old_mailbox() {
    let mail_server = MailServer::start();
    let shop = Shop::with_mail_server(&mail_server);
    let grace = Person::at(shop.address()).await;
    grace.register(OLD, PASSWORD).await;
    OutgoingEmail::next(&mail_server);

    grace.open("/settings").await;
    grace.follow("Change").await;
    grace.fill("New email address", NEW).await;
    grace.fill("Current password", PASSWORD).await;
    grace.press("Send link").await;
    grace.is_at("/settings").await;
    grace
        .reads("We have sent an email to the new address.")
        .await;
    grace.is_logged_in_as(OLD).await;

    let [confirm, warning] = OutgoingEmail::two(&mail_server, [NEW, OLD]);
    assert_eq!(
        confirm.subject,
        "Confirm your new email address for Cookie Shop"
    );
    assert!(warning.text.contains(NEW), "{}", warning.text);
    grace.follows_the_link_in(&confirm).await;
    grace
        .reads("Your account will use grace@example.org.")
        .await;
    grace.press("Confirm new address").await;
    grace.is_at("/settings").await;
    grace.reads("Your email address has been changed.").await;
    grace.is_logged_in_as(NEW).await;
    let told = OutgoingEmail::next(&mail_server);
    assert_eq!(
        (told.to.as_str(), told.subject.as_str()),
        (OLD, "Your email address at Cookie Shop has changed")
    );

    // It was not Grace, but an attacker who knew the password.
    let owner = Person::at(shop.address()).await;
    owner.follows_the_link_in(&warning).await;
    owner
        .reads("Your account will use grace@example.com again.")
        .await;
    owner.press("Undo this change").await;
    owner.is_at("/login").await;
    owner
        .reads("Your previous email address has been restored.")
        .await;
    grace.open("/settings").await;
    grace.is_a_visitor().await;
    grace.try_to_log_in(NEW, PASSWORD).await;
    grace.has_status(422).await;

    let reset = OutgoingEmail::next(&mail_server);
    assert_eq!(reset.to, OLD);
    owner.follows_the_link_in(&reset).await;
    owner.fill("Password", ANOTHER).await;
    owner.fill("Password confirmation", ANOTHER).await;
    owner.press("Change password").await;
    owner.log_in(OLD, ANOTHER).await;
}
